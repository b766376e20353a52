package dev.penstock.server.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Secrets for what the server signs for itself, derived from the database's key file. So all servers on one database
 * agree on them, and the operator has one secret to keep. Each purpose has its own.
 */
public final class DerivedSecrets {
    private static final int LENGTH = 32;

    private final byte[] material;

    private DerivedSecrets(byte[] material) {
        this.material = material;
    }

    /**
     * An empty line at the end, which copying adds on some ways to another server, makes no difference.
     *
     * @throws IllegalStateException if the file cannot be read
     */
    public static DerivedSecrets of(Path keyFile) {
        try {
            return new DerivedSecrets(Files.readString(keyFile).strip().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + keyFile + " cannot be read", e);
        }
    }

    /** 32 bytes for this purpose. */
    public byte[] of(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(material)
                            .thenExpand(("penstock " + purpose).getBytes(StandardCharsets.UTF_8), LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 25 on has HKDF-SHA256", e);
        }
    }
}
