package dev.penstock.engine.rule;

import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.rule.RuleType.RuleProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All rule types there are (spec engine 6.3). */
public final class RuleTypes {
    public static final String VARIABLE_CHECK = "VariableCheck";
    public static final String DEPLOYMENT_WINDOW = "DeploymentWindow";
    public static final String CLOUD_WATCH_ALARM = "CloudWatchAlarm";
    public static final String LAMBDA_INVOKE = "LambdaInvoke";
    public static final String CODE_BUILD = "CodeBuild";
    public static final String COMMANDS = "Commands";

    private static final Duration DAY = Duration.ofDays(1);

    /** The most that the API takes for a rule. */
    private static final Duration SIXTY_DAYS = Duration.ofMinutes(86_400);

    private static final Duration COMMANDS_LIMIT = Duration.ofMinutes(55);

    private static final List<RuleType> ALL = List.of(
            type(
                    CLOUD_WATCH_ALARM,
                    new ArtifactCount(0, 0),
                    required("AlarmName", "The alarm to look at"),
                    optional("AlarmStates", "States in which the rule succeeds: ALARM, OK, INSUFFICIENT_DATA"),
                    optional("WaitTime", "How many minutes the alarm is watched")),
            type(
                    CODE_BUILD,
                    new ArtifactCount(1, 5),
                    required("ProjectName", "The build project to run"),
                    optional("PrimarySource", "The input artifact with the build specification"),
                    optional("BatchEnabled", "Whether the project runs as a batch"),
                    optional("CombineArtifacts", "Whether the artifacts of a batch become one"),
                    optional("EnvironmentVariables", "A JSON array of variables for the build")),
            new RuleType(
                    new RuleTypeKey(COMMANDS, "1"),
                    List.of(),
                    new ArtifactCount(0, 10),
                    COMMANDS_LIMIT,
                    COMMANDS_LIMIT),
            type(
                    DEPLOYMENT_WINDOW,
                    new ArtifactCount(0, 0),
                    required("Cron", "Minutes in which the window is open, as a Quartz expression"),
                    optional("TimeZone", "The zone that the expression is read in; UTC without one")),
            type(
                    LAMBDA_INVOKE,
                    new ArtifactCount(0, 5),
                    required("FunctionName", "The function to invoke"),
                    optional("UserParameters", "Text that the function is given")),
            type(
                    VARIABLE_CHECK,
                    new ArtifactCount(0, 0),
                    required("Variable", "What is compared, usually a reference to a variable"),
                    required("Value", "What it is compared with"),
                    required("Operator", "EQ, NE, CONTAINS or MATCHES")));

    private RuleTypes() {}

    /** By provider. */
    public static List<RuleType> all() {
        return ALL;
    }

    public static Optional<RuleType> find(RuleTypeKey key) {
        return ALL.stream().filter(type -> type.key().equals(key)).findFirst();
    }

    private static RuleType type(String provider, ArtifactCount inputs, RuleProperty... properties) {
        return new RuleType(new RuleTypeKey(provider, "1"), List.of(properties), inputs, DAY, SIXTY_DAYS);
    }

    private static RuleProperty required(String name, String description) {
        return new RuleProperty(name, true, description);
    }

    private static RuleProperty optional(String name, String description) {
        return new RuleProperty(name, false, description);
    }
}
