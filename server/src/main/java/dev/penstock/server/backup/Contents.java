package dev.penstock.server.backup;

import dev.penstock.api.json.JsonTree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself: the first entry of the archive.
 *
 * @param created when the database was copied
 * @param version of the Penstock that made it
 * @param schema number of the database's newest migration
 * @param withKey whether it holds the key file, and so is as secret as the server
 */
public record Contents(Instant created, String version, String schema, boolean withKey) {
    /** Name of the entry. */
    static final String ENTRY = "backup.json";

    private static final String FORMAT = "penstock-backup-1";

    byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("created", created.toString());
        json.put("version", version);
        json.put("schema", schema);
        json.put("withKey", withKey);
        return JsonTree.write(json);
    }

    /** @throws IllegalStateException if it is not of a format that this release knows */
    static Contents fromJson(byte[] json) {
        Map<String, @Nullable Object> tree = JsonTree.readObject(json);
        if (!FORMAT.equals(tree.get("format"))) {
            throw new IllegalStateException(
                    "The backup is of the format " + tree.get("format") + ", and this release reads " + FORMAT + ".");
        }
        return new Contents(
                Instant.parse(String.valueOf(tree.get("created"))),
                String.valueOf(tree.get("version")),
                String.valueOf(tree.get("schema")),
                Boolean.TRUE.equals(tree.get("withKey")));
    }
}
