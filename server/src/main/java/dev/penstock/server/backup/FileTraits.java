package dev.penstock.server.backup;

import dev.penstock.api.json.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a file is besides its bytes: permissions, time, and the extended attributes in which the S3 endpoint keeps the type,
 * metadata and ETag of an object. In an archive they lie in a field of the file's own entry, which other ZIP programs pass
 * over.
 *
 * @param permissions as in {@code rw-r--r--}
 * @param attributes by name, without the prefix {@code user.}; values in Base64
 */
record FileTraits(String permissions, long modifiedMillis, Map<String, String> attributes) {
    /** Ours, among the ids of extra fields. */
    private static final short FIELD = 0x5053;

    private static final int HEADER = 4;

    static FileTraits of(Path file) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (view != null) {
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                attributes.put(
                        name, Base64.getEncoder().encodeToString(Arrays.copyOf(value.array(), value.position())));
            }
        }
        return new FileTraits(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                Files.getLastModifiedTime(file).toMillis(),
                attributes);
    }

    void writeTo(ZipEntry entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("permissions", permissions);
        tree.put("modified", modifiedMillis);
        tree.put("attributes", attributes);
        byte[] json = JsonTree.write(tree);
        ByteBuffer field = ByteBuffer.allocate(HEADER + json.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort(FIELD).putShort((short) json.length).put(json);
        entry.setExtra(field.array());
    }

    /** Null if the entry has none, which a directory of the archive's own may. */
    static @Nullable FileTraits readFrom(ZipEntry entry) {
        byte[] extra = entry.getExtra();
        if (extra == null) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
        while (fields.remaining() >= HEADER) {
            short id = fields.getShort();
            byte[] value = new byte[Math.min(fields.getShort() & 0xffff, fields.remaining())];
            fields.get(value);
            if (id == FIELD) {
                return read(JsonTree.readObject(value));
            }
        }
        return null;
    }

    private static FileTraits read(Map<String, @Nullable Object> tree) {
        Map<String, String> attributes = new TreeMap<>();
        if (tree.get("attributes") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> attributes.put(String.valueOf(name), String.valueOf(value)));
        }
        return new FileTraits(
                String.valueOf(tree.get("permissions")),
                tree.get("modified") instanceof Number modified ? modified.longValue() : 0,
                attributes);
    }

    void applyTo(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (view == null && !attributes.isEmpty()) {
            throw new IOException("The file system of " + file + " keeps no extended attributes, which the embedded S3"
                    + " endpoint needs. Restore into a folder on another one.");
        }
        if (view != null) {
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                view.write(
                        attribute.getKey(), ByteBuffer.wrap(Base64.getDecoder().decode(attribute.getValue())));
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
    }
}
