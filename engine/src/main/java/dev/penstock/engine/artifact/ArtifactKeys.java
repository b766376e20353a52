package dev.penstock.engine.artifact;

import java.util.random.RandomGenerator;

/**
 * Object keys of artifacts: pipeline name cut to 20 characters, artifact name cut to 10, seven random letters and digits,
 * and for sources the extension of the source (spec jobs 17.2). The cuts keep a job's access policy small; the key does
 * not reveal execution ids.
 */
public final class ArtifactKeys {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ArtifactKeys() {}

    public static String newKey(String pipelineName, String artifactName, String extension, RandomGenerator random) {
        StringBuilder key = new StringBuilder()
                .append(cut(pipelineName, 20))
                .append('/')
                .append(cut(artifactName, 10))
                .append('/');
        for (int i = 0; i < 7; i++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.append(extension).toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
