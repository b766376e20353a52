package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to go on in a list (spec cli 14).
 *
 * @param service the service's own token of the page; none = the first page
 * @param shown how many items of that page were shown already; none on a page boundary
 */
record PageToken(Optional<String> service, Optional<Integer> shown) {
    private static final String SHOWN = "boto_truncate_amount";
    private static final Pattern NO_BASE64 = Pattern.compile("[^A-Za-z0-9+/=]");

    /** For the user. */
    String encoded(String member) {
        MapValue token = new MapValue();
        token.members().put(member, service.map(Value::of).orElse(Value.NULL));
        shown.ifPresent(count -> token.members().put(SHOWN, Value.of(count)));
        return Base64.getEncoder().encodeToString(JsonWriter.ascii(token).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what the user gives back. What was not made here is a token of the service, perhaps with three underscores and
     * a number of items to skip.
     *
     * @throws InvalidValue if it cannot be a token
     */
    static PageToken of(String given, String member) {
        return decoded(given, member).orElseGet(() -> {
            String[] parts = given.split("___", -1);
            if (parts.length > 2) {
                throw new InvalidValue("Bad starting token: " + given);
            }
            boolean counted = parts.length == 2 && PythonInteger.isInteger(parts[1]);
            return new PageToken(
                    Optional.of(counted ? parts[0] : given).filter(token -> !token.equals("None")),
                    counted ? Optional.of(PythonInteger.parse(parts[1]).intValue()) : Optional.empty());
        });
    }

    private static Optional<PageToken> decoded(String given, String member) {
        try {
            byte[] bytes = Base64.getDecoder().decode(NO_BASE64.matcher(given).replaceAll(""));
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!(JsonReader.read(json) instanceof MapValue(var members))) {
                return Optional.empty();
            }
            Value token = members.getOrDefault(member, Value.NULL);
            Optional<Integer> shown = members.get(SHOWN) instanceof IntegerValue(var count)
                    ? Optional.of(count.intValue())
                    : Optional.empty();
            return switch (token) {
                case TextValue(String text) -> Optional.of(new PageToken(Optional.of(text), shown));
                case NullValue _ -> Optional.of(new PageToken(Optional.empty(), shown));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | CharacterCodingException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
