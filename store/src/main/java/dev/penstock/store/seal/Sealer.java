package dev.penstock.store.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.function.Function;

/**
 * Encrypts secrets at rest with AES-256-GCM under a keyset that lives in a file of its own, apart from the database. Each
 * value is bound to what it belongs to, so that nobody who can write to the database can pass one value off as another.
 * Thread-safe.
 */
public final class Sealer {

    private final Aead aead;
    private final OpenedValues opened = new OpenedValues();

    private Sealer(KeysetHandle keyset) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /**
     * Reads a keyset.
     *
     * @throws IllegalStateException if the file is missing or is not a keyset; the text says what to do
     */
    public static Sealer read(Path keyFile) {
        try {
            AeadConfig.register();
            String keyset = Files.readString(keyFile);
            return new Sealer(TinkJsonProtoKeysetFormat.parseKeyset(
                    keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the key file " + keyFile + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            // the cause could quote key material
            throw new IllegalStateException("The key file " + keyFile
                    + " does not hold a keyset. Put the file back that belongs to this database.");
        }
    }

    /** Makes a new keyset in a file that only its owner can read. Never overwrites a file. */
    public static Sealer create(Path keyFile) {
        try {
            AeadConfig.register();
            KeysetHandle keyset =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            String text = TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            writeNew(keyFile, text);
            return new Sealer(keyset);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write the key file " + keyFile + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a keyset", e);
        }
    }

    /** On disk before anything is sealed with it: a key that a power failure takes would take the secrets with it. */
    private static void writeNew(Path keyFile, String text) throws IOException {
        Path folder = keyFile.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = posix
                ? FileChannel.open(
                        keyFile,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(keyFile, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /**
     * Encrypts a value.
     *
     * @param belongsTo names the place of the value, for example {@code access-key:AKIA...}
     */
    public byte[] seal(byte[] clear, String belongsTo) {
        try {
            return aead.encrypt(clear, belongsTo.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt " + belongsTo, e);
        }
    }

    public byte[] seal(String clear, String belongsTo) {
        return seal(clear.getBytes(StandardCharsets.UTF_8), belongsTo);
    }

    /**
     * Decrypts a value.
     *
     * @throws IllegalStateException if the value was sealed for another place, with another key, or was changed
     */
    public byte[] unseal(byte[] sealed, String belongsTo) {
        try {
            return aead.decrypt(sealed, belongsTo.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot decrypt " + belongsTo
                            + ": it was written with another key file, or changed by somebody else",
                    e);
        }
    }

    /**
     * Decrypts a value and reads it, unless that was just done: for what is asked for again and again.
     *
     * @param read makes of the clear bytes what must never change; the same for every value of the type
     * @throws IllegalStateException as {@link #unseal} does
     */
    public <T> T open(byte[] sealed, String belongsTo, Class<T> type, Function<byte[], T> read) {
        return opened.get(belongsTo, sealed, type).orElseGet(() -> {
            T value = read.apply(unseal(sealed, belongsTo));
            opened.put(belongsTo, sealed, value);
            return value;
        });
    }

    /**
     * Encrypts what is likely to be opened again soon, and keeps it for {@link #open}.
     *
     * @param value must never change, and be what reading the clear bytes gives
     */
    public byte[] seal(byte[] clear, String belongsTo, Object value) {
        byte[] sealed = seal(clear, belongsTo);
        opened.put(belongsTo, sealed, value);
        return sealed;
    }

    /** {@link #open} for a text. */
    public String openText(byte[] sealed, String belongsTo) {
        return open(sealed, belongsTo, String.class, clear -> new String(clear, StandardCharsets.UTF_8));
    }

    public String unsealText(byte[] sealed, String belongsTo) {
        return new String(unseal(sealed, belongsTo), StandardCharsets.UTF_8);
    }
}
