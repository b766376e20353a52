package dev.penstock.server.simulation;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Tokens that are the same in every run of a seed. */
final class SeededSecrets extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient SplittableRandom random;

    SeededSecrets(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
