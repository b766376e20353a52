package dev.penstock.testkit;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * An access key of an account.
 *
 * @param secretAccessKey never in {@link #toString}
 */
public record Keys(String accountId, String accessKeyId, String secretAccessKey) {

    public AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create(accessKeyId, secretAccessKey);
    }

    @Override
    public String toString() {
        return "Keys[" + accessKeyId + " of " + accountId + "]";
    }
}
