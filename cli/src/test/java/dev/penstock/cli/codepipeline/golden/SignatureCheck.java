package dev.penstock.cli.codepipeline.golden;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the signature of a request anew, from what arrived. */
final class SignatureCheck {
    private static final Pattern HEADER = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    private SignatureCheck() {}

    /** What is wrong, if anything. */
    static Optional<String> problem(RecordingServer.Request request, String key, String secret, String region) {
        String header = request.headers().getOrDefault("authorization", "");
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return Optional.of("no usable authorization header: " + header);
        }
        String day = matcher.group(2);
        String scope = day + "/" + region + "/codepipeline/aws4_request";
        if (!header.contains("Credential=" + key + "/" + scope + ",")) {
            return Optional.of("signed as " + header + ", expected " + key + " in " + region);
        }
        List<String> names = List.of(matcher.group(5).split(";"));
        if (!names.containsAll(List.of("host", "x-amz-date"))
                || request.headers().containsKey("x-amz-security-token") && !names.contains("x-amz-security-token")) {
            return Optional.of("signed headers are only " + names);
        }
        StringBuilder canonical = new StringBuilder(request.method() + "\n" + request.path() + "\n\n");
        names.forEach(name -> canonical
                .append(name)
                .append(':')
                .append(request.headers().getOrDefault(name, ""))
                .append('\n'));
        canonical.append('\n').append(matcher.group(5)).append('\n').append(hash(request.body()));
        String text = "AWS4-HMAC-SHA256\n" + request.headers().get("x-amz-date") + "\n" + scope + "\n"
                + hash(bytes(canonical.toString()));
        byte[] signing = bytes("AWS4" + secret);
        for (String part : List.of(day, region, "codepipeline", "aws4_request")) {
            signing = hmac(signing, part);
        }
        return HexFormat.of().formatHex(hmac(signing, text)).equals(matcher.group(6))
                ? Optional.empty()
                : Optional.of("the signature is wrong");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
