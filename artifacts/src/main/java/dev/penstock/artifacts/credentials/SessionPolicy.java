package dev.penstock.artifacts.credentials;

import dev.penstock.artifacts.S3Object;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inline policy that narrows an assumed role to one job's objects (spec jobs 17.5). Stores limit its size, which is why
 * artifact keys are cut short (spec jobs 17.2): ten objects fit.
 */
final class SessionPolicy {
    /** AWS's limit on the text of a session policy. */
    static final int MAX_LENGTH = 2048;

    private static final JsonMapper JSON = JsonMapper.shared();

    private SessionPolicy() {}

    /**
     * @param encrypted the artifact store names a KMS key; its use is allowed through S3 only, and S3 opens only the
     *     job's objects
     * @throws IllegalArgumentException when the job has more objects than a policy can name
     */
    static String of(JobScope scope, boolean encrypted) {
        List<Map<String, Object>> statements = new ArrayList<>();
        if (!scope.inputs().isEmpty()) {
            statements.add(allow(List.of("s3:GetObject", "s3:GetObjectVersion"), arns(scope.inputs())));
        }
        if (!scope.outputs().isEmpty()) {
            statements.add(allow(
                    List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
                    arns(scope.outputs())));
        }
        if (statements.isEmpty()) {
            statements.add(Map.of("Effect", "Deny", "Action", "*", "Resource", "*"));
        } else if (encrypted) {
            Map<String, Object> keys = allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of("*"));
            keys.put("Condition", Map.of("StringLike", Map.of("kms:ViaService", "s3.*.amazonaws.com")));
            statements.add(keys);
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        String text = JSON.writeValueAsString(policy);
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The job has too many artifacts, or names too long, for one session policy: " + text.length()
                            + " characters, at most " + MAX_LENGTH);
        }
        return text;
    }

    private static Map<String, Object> allow(List<String> actions, List<String> resources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resources);
        return statement;
    }

    private static List<String> arns(Collection<S3Object> objects) {
        return objects.stream().map(object -> literal(object.arn())).sorted().toList();
    }

    /** In a policy {@code *}, {@code ?} and {@code $} stand for more than themselves. */
    private static String literal(String arn) {
        StringBuilder literal = new StringBuilder();
        for (char c : arn.toCharArray()) {
            if (c == '*' || c == '?' || c == '$') {
                literal.append("${").append(c).append('}');
            } else {
                literal.append(c);
            }
        }
        return literal.toString();
    }
}
