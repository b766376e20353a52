package dev.penstock.engine.scenario;

import dev.penstock.engine.Given;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;

/** The action types of the test account; tests may delete or add some. */
public final class KnownTypes implements Given.ActionTypes {
    public static final String S3_SOURCE = "Source/AWS/S3/1";
    public static final String CUSTOM_SOURCE = "Source/Custom/GitPull/1";
    public static final String CUSTOM_BUILD = "Build/Custom/AcmeBuild/2";
    public static final String PARTNER_CHECK = "Test/ThirdParty/AcmeCheck/1";
    public static final String APPROVAL = "Approval/AWS/Manual/1";
    public static final String S3_DEPLOY = "Deploy/AWS/S3/1";
    public static final String COMMANDS = "Compute/AWS/Commands/1";
    public static final String CODE_BUILD = "Build/AWS/CodeBuild/1";
    public static final String CLIENT_ID = "c11e0000-0000-4000-8000-000000000001";

    private final Map<ActionTypeKey, ActionType> types = new HashMap<>();

    public KnownTypes() {
        add(type(
                S3_SOURCE,
                new Performer.Server(),
                Duration.ofHours(1),
                new ArtifactCount(0, 0),
                new ArtifactCount(1, 1),
                required("S3Bucket"),
                required("S3ObjectKey"),
                optional("PollForSourceChanges"),
                optional("AllowOverrideForS3ObjectKey")));
        add(type(
                CUSTOM_SOURCE,
                new Performer.CustomWorkers(),
                Duration.ofHours(24),
                new ArtifactCount(0, 0),
                new ArtifactCount(1, 1),
                optional("Branch"),
                secret("Token")));
        ActionType build = type(
                CUSTOM_BUILD,
                new Performer.CustomWorkers(),
                Duration.ofHours(24),
                new ArtifactCount(0, 5),
                new ArtifactCount(0, 5),
                new ActionProperty("ProjectName", false, true, false, true, null, null),
                optional("Flags"),
                typed("Retries", ActionConfigurationPropertyType.NUMBER),
                typed("Verbose", ActionConfigurationPropertyType.BOOLEAN),
                secret("DeployKey"));
        add(build.linkedTo(new ActionType.Urls(
                null,
                "https://acme.test/job/{Config:ProjectName}/",
                "https://acme.test/job/{Config:ProjectName}/{ExternalExecutionId}/",
                "https://acme.test/rev/{RevisionId}")));
        add(type(
                PARTNER_CHECK,
                new Performer.PartnerWorkers(List.of("222222222222"), List.of(), Duration.ofMinutes(10), null),
                Duration.ofHours(1),
                new ArtifactCount(0, 10),
                new ArtifactCount(0, 10),
                optional("Suite")));
        add(type(
                APPROVAL,
                new Performer.Approver(),
                Duration.ofDays(7),
                new ArtifactCount(0, 0),
                new ArtifactCount(0, 0),
                optional("NotificationArn"),
                optional("ExternalEntityLink"),
                optional("CustomData"),
                optional("IsSummaryRequired")));
        add(type(
                S3_DEPLOY,
                new Performer.Server(),
                Duration.ofMinutes(90),
                new ArtifactCount(1, 1),
                new ArtifactCount(0, 0),
                required("BucketName"),
                required("Extract"),
                optional("ObjectKey")));
        add(type(
                COMMANDS,
                new Performer.Server(),
                Duration.ofMinutes(55),
                new ArtifactCount(0, 10),
                new ArtifactCount(0, 1)));
        add(type(
                CODE_BUILD,
                new Performer.Nobody(),
                Duration.ofHours(36),
                new ArtifactCount(1, 5),
                new ArtifactCount(0, 5),
                required("ProjectName"),
                optional("PrimarySource")));
    }

    public void add(ActionType type) {
        types.put(type.key(), type);
    }

    public ActionType get(String key) {
        return Optional.ofNullable(types.get(ActionTypeKey.parse(key))).orElseThrow();
    }

    /** What DeleteCustomActionType does: the type stays known, but nobody may begin to use it. */
    public void delete(String key) {
        add(get(key).asDeleted());
    }

    @Override
    public Optional<ActionType> find(ActionTypeKey key, String accountId, String region) {
        return Optional.ofNullable(types.get(key));
    }

    @Override
    public String clientId(ActionType type, String accountId, String region) {
        return CLIENT_ID;
    }

    private static ActionType type(
            String key,
            Performer performer,
            Duration timeout,
            ArtifactCount inputs,
            ArtifactCount outputs,
            ActionProperty... properties) {
        return new ActionType(
                ActionTypeKey.parse(key),
                null,
                null,
                null,
                performer,
                List.of(properties),
                inputs,
                outputs,
                ActionType.Urls.NONE,
                timeout,
                List.of(),
                false);
    }

    private static ActionProperty required(String name) {
        return new ActionProperty(name, true, true, false, false, null, null);
    }

    private static ActionProperty optional(String name) {
        return new ActionProperty(name, false, false, false, false, null, null);
    }

    private static ActionProperty secret(String name) {
        return new ActionProperty(name, false, false, true, false, null, null);
    }

    private static ActionProperty typed(String name, ActionConfigurationPropertyType type) {
        return new ActionProperty(name, false, false, false, false, null, type);
    }
}
