package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.validation.Timestamps;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Sessions of roles, kept in the folder and the form of the AWS CLI, so that the two share them: who has given an MFA code
 * to one need not give it to the other. A file that cannot be read or written counts as none.
 */
final class SessionCache {
    /** A session that ends sooner is not used any more. */
    private static final Duration LEAST_LEFT = Duration.ofMinutes(15);

    private final Path folder;
    private final InstantSource clock;

    SessionCache(Surroundings surroundings) {
        this.folder = surroundings.home().resolve(".aws").resolve("cli").resolve("cache");
        this.clock = surroundings.clock();
    }

    Optional<Credentials> get(String key) {
        try {
            return JsonReader.read(Files.readString(file(key))) instanceof MapValue kept
                            && kept.members().get("Credentials") instanceof MapValue(var members)
                    ? session(members)
                            .filter(session -> !session.expiration()
                                    .isBefore(clock.instant().plus(LEAST_LEFT)))
                            .map(Session::credentials)
                    : Optional.empty();
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    void put(String key, Session session) {
        try {
            Files.createDirectories(folder);
            // Readable by its owner only, as such files are.
            Path draft = Files.createTempFile(folder, "session", ".tmp");
            try {
                Files.writeString(draft, JsonWriter.ascii(json(session)));
                Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // The next call assumes the role again.
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }

    private static Optional<Session> session(SequencedMap<String, Value> members) {
        Optional<Instant> expiration = text(members, "Expiration").flatMap(at -> Timestamps.parse(Value.of(at)));
        Optional<String> accessKey = text(members, "AccessKeyId");
        Optional<String> secret = text(members, "SecretAccessKey");
        return expiration.flatMap(until -> accessKey.flatMap(key ->
                secret.map(word -> new Session(new Credentials(key, word, text(members, "SessionToken")), until))));
    }

    private static Optional<String> text(SequencedMap<String, Value> members, String name) {
        return members.get(name) instanceof TextValue(String text) ? Optional.of(text) : Optional.empty();
    }

    private static MapValue json(Session session) {
        MapValue credentials = new MapValue();
        SequencedMap<String, Value> members = credentials.members();
        members.put("AccessKeyId", Value.of(session.credentials().accessKey()));
        members.put("SecretAccessKey", Value.of(session.credentials().secret()));
        session.credentials().sessionToken().ifPresent(token -> members.put("SessionToken", Value.of(token)));
        members.put("Expiration", Value.of(session.expiration().toString()));
        MapValue kept = new MapValue();
        kept.members().put("Credentials", credentials);
        return kept;
    }
}
