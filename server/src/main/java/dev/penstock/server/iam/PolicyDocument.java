package dev.penstock.server.iam;

import dev.penstock.api.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyReader;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.policybuilder.iam.IamValue;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity-based IAM policy. Understands Effect, Action, NotAction, Resource and NotResource with the wildcards
 * {@code *} and {@code ?}, and the conditions that {@link Condition} knows. Whatever else a document says would change its meaning if it were passed over, so {@link #parse}
 * refuses it when the policy is set.
 */
public record PolicyDocument(List<Statement> statements) {
    private static final int LONGEST = 20_480;
    private static final Set<String> POLICY_MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");

    /** Of a member that is there twice, readers keep the first or the last one: such a policy means two things. */
    private static final JsonMapper ONCE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What a policy says of one action on one resource. */
    public enum Verdict {
        ALLOWED,
        DENIED,
        NOT_MENTIONED
    }

    /**
     * @param inverted true if the statement speaks of all actions, or resources, except those listed
     */
    private record Patterns(boolean inverted, List<WildcardPattern> patterns) {
        boolean cover(String value) {
            return inverted != patterns.stream().anyMatch(pattern -> pattern.matches(value));
        }
    }

    /** One statement. */
    public static final class Statement {
        private final boolean allow;
        private final Patterns actions;
        private final Patterns resources;
        private final List<Condition> conditions;

        private Statement(boolean allow, Patterns actions, Patterns resources, List<Condition> conditions) {
            this.allow = allow;
            this.actions = actions;
            this.resources = resources;
            this.conditions = conditions;
        }

        private boolean covers(String action, String resource, ConditionValues request) {
            return actions.cover(action.toLowerCase(Locale.ROOT))
                    && resources.cover(normalised(resource))
                    && conditions.stream().allMatch(condition -> condition.holds(request));
        }
    }

    /**
     * Reads a policy document.
     *
     * @throws ApiException ValidationException if it is none, or uses an element that this server does not evaluate
     */
    public static PolicyDocument parse(String json) {
        if (json.length() > LONGEST) {
            throw refused("it is longer than " + LONGEST + " characters");
        }
        JsonNode document;
        IamPolicy policy;
        try {
            ONCE.readTree(json);
            document = JsonNode.parser().parse(json);
            policy = IamPolicyReader.create().read(json);
        } catch (JacksonException e) {
            throw refused("it is not a policy in JSON (" + e.getOriginalMessage() + ")");
        } catch (RuntimeException e) {
            throw refused("it is not a policy in JSON (" + e.getMessage() + ")");
        }
        checkMembers(document.asObject(), POLICY_MEMBERS, "the policy");
        if (policy.version() != null && !VERSIONS.contains(policy.version())) {
            throw refused("Version must be one of 2008-10-17 and 2012-10-17");
        }
        JsonNode statements = document.field("Statement").orElseThrow(() -> refused("it has no Statement"));
        List<JsonNode> written = statements.isArray() ? statements.asArray() : List.of(statements);
        List<Statement> read = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Map<String, JsonNode> members = written.get(i).asObject();
            checkMembers(members, STATEMENT_MEMBERS, "a statement");
            read.add(statement(policy.statements().get(i), conditions(members.get("Condition"))));
        }
        return new PolicyDocument(List.copyOf(read));
    }

    private static List<Condition> conditions(@Nullable JsonNode operators) {
        List<Condition> conditions = new ArrayList<>();
        if (operators != null) {
            operators
                    .asObject()
                    .forEach((operator, keys) -> keys.asObject()
                            .forEach((key, values) -> conditions.add(Condition.of(operator, key, texts(values)))));
        }
        return List.copyOf(conditions);
    }

    private static List<String> texts(JsonNode values) {
        return (values.isArray() ? values.asArray() : List.of(values))
                .stream().map(JsonNode::text).toList();
    }

    /** The verdict on a request of which nothing is known but this. */
    public Verdict evaluate(String action, String resource) {
        return evaluate(action, resource, ConditionValues.NONE);
    }

    /** Explicit deny wins, then allow; what no statement mentions is not allowed. */
    Verdict evaluate(String action, String resource, ConditionValues request) {
        boolean allowed = false;
        for (Statement statement : statements) {
            if (statement.covers(action, resource, request)) {
                if (!statement.allow) {
                    return Verdict.DENIED;
                }
                allowed = true;
            }
        }
        return allowed ? Verdict.ALLOWED : Verdict.NOT_MENTIONED;
    }

    private static Statement statement(IamStatement statement, List<Condition> conditions) {
        boolean allow = IamEffect.ALLOW.equals(statement.effect());
        if (!allow && !IamEffect.DENY.equals(statement.effect())) {
            throw refused("Effect must be Allow or Deny");
        }
        return new Statement(
                allow,
                patterns("Action", actions(statement.actions()), actions(statement.notActions())),
                patterns("Resource", resources(statement.resources()), resources(statement.notResources())),
                conditions);
    }

    private static Patterns patterns(String member, List<String> listed, List<String> except) {
        if (listed.isEmpty() == except.isEmpty()) {
            throw refused("a statement needs either " + member + " or Not" + member);
        }
        List<String> texts = listed.isEmpty() ? except : listed;
        return new Patterns(
                listed.isEmpty(), texts.stream().map(WildcardPattern::new).toList());
    }

    /** Case does not count in actions. */
    private static List<String> actions(List<? extends IamValue> actions) {
        return actions.stream()
                .map(action -> action.value().toLowerCase(Locale.ROOT))
                .peek(action -> {
                    if (!action.equals("*") && !action.matches("[a-z0-9-]+:[a-z0-9*?]+")) {
                        throw refused("'" + action + "' is not an action such as codepipeline:GetPipeline");
                    }
                })
                .toList();
    }

    private static List<String> resources(List<? extends IamValue> resources) {
        return resources.stream()
                .map(IamValue::value)
                .peek(resource -> {
                    if (resource.contains("${")) {
                        throw refused("policy variables, as in '" + resource + "', are not supported");
                    }
                    if (!resource.matches("\\*|arn:.*")) {
                        throw refused("'" + resource + "' is not an ARN or *");
                    }
                })
                .map(PolicyDocument::normalised)
                .toList();
    }

    /** AWS's own documentation writes this word in two ways (spec jobs 1.3). */
    static String normalised(String resource) {
        return resource.replace(":actionType:", ":actiontype:");
    }

    private static void checkMembers(Map<String, JsonNode> object, Set<String> known, String where) {
        for (String member : object.keySet()) {
            if (!known.contains(member)) {
                throw refused("the element " + member + " in " + where + " is not supported");
            }
        }
    }

    static ApiException refused(String reason) {
        return ApiException.validation("The policy document cannot be used: " + reason + ".");
    }
}
