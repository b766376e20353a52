package dev.penstock.server.auth;

import dev.penstock.api.error.ApiException;

/** What a signature is good for: one key, day, region and service. */
record CredentialScope(String accessKeyId, String date, String region, String service, String terminator) {

    /** Reads {@code keyid/date/region/service/aws4_request}. */
    static CredentialScope parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5) {
            throw ApiException.of(
                    "IncompleteSignatureException",
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term,"
                            + " got '" + credential + "'");
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    String withoutKey() {
        return String.join("/", date, region, service, terminator);
    }
}
