package dev.penstock.providers;

import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The action types that the server brings along, the same in every account and region (spec engine 9.1, 10.1; providers
 * 1.1, 1.12, 1.19), with those that it knows and does not perform. Only the region named in a link into the console differs (corrections 11).
 */
public final class BuiltInActionTypes {
    public static final ActionTypeKey S3_SOURCE = ActionTypeKey.parse("Source/AWS/S3/1");
    public static final ActionTypeKey S3_DEPLOY = ActionTypeKey.parse("Deploy/AWS/S3/1");
    public static final ActionTypeKey MANUAL_APPROVAL = ActionTypeKey.parse("Approval/AWS/Manual/1");

    private static final String DEFAULT_REGION = "us-east-1";

    private BuiltInActionTypes() {}

    public static List<ActionType> list() {
        return list(DEFAULT_REGION);
    }

    public static Optional<ActionType> find(ActionTypeKey key) {
        return find(key, DEFAULT_REGION);
    }

    public static Optional<ActionType> find(ActionTypeKey key, String region) {
        return list(region).stream().filter(type -> type.key().equals(key)).findFirst();
    }

    /** @param region of the pipelines that use the types */
    public static List<ActionType> list(String region) {
        return Stream.concat(Stream.of(s3Source(region), s3Deploy(), manualApproval()), AwsCatalog.TYPES.stream())
                .toList();
    }

    private static ActionType s3Source(String region) {
        return type(
                S3_SOURCE,
                new Performer.Server(),
                List.of(
                        required("S3Bucket", "The S3 Bucket"),
                        required("S3ObjectKey", "The Amazon S3 object key"),
                        optional(
                                "PollForSourceChanges",
                                "Whether the object is polled for changes: true, the default, or false"),
                        optional(
                                "AllowOverrideForS3ObjectKey",
                                "Whether an execution may name another object key: true, or false, the default")),
                none(),
                exactly(1),
                "https://console.aws.amazon.com/s3/home?region=" + region + "#",
                Duration.ofHours(1));
    }

    private static ActionType s3Deploy() {
        return type(
                S3_DEPLOY,
                new Performer.Server(),
                List.of(
                        required("BucketName", "The bucket that files are deployed to"),
                        required("Extract", "Whether the artifact is unpacked first: true or false"),
                        optional(
                                "ObjectKey",
                                "The object key to deploy to, or, when the artifact is unpacked, the folder; may hold"
                                        + " {datetime} and {uuid}"),
                        optional("KMSEncryptionKeyARN", "The KMS key that the objects are encrypted with"),
                        optional("CannedACL", "The canned ACL that the objects get"),
                        optional("CacheControl", "The Cache-Control header that the objects are served with")),
                exactly(1),
                none(),
                "https://console.aws.amazon.com/s3/buckets/{Config:BucketName}/?region=us-east-1&tab=overview",
                Duration.ofMinutes(90));
    }

    private static ActionType manualApproval() {
        return type(
                MANUAL_APPROVAL,
                new Performer.Approver(),
                List.of(
                        optional("NotificationArn", "The topic that approval requests are sent to"),
                        optional("CustomData", "Text for the reviewer"),
                        optional("ExternalEntityLink", "A link for the reviewer"),
                        optional("IsSummaryRequired", "Whether the reviewer must write a summary: true or false")),
                none(),
                none(),
                null,
                Duration.ofDays(7));
    }

    private static ActionType type(
            ActionTypeKey key,
            Performer performer,
            List<ActionProperty> properties,
            ArtifactCount inputs,
            ArtifactCount outputs,
            @Nullable String entityUrl,
            Duration timeout) {
        return new ActionType(
                key,
                null,
                null,
                null,
                performer,
                properties,
                inputs,
                outputs,
                new ActionType.Urls(null, entityUrl, null, null),
                timeout,
                List.of("*"),
                false);
    }

    private static ActionProperty required(String name, String description) {
        return new ActionProperty(name, true, true, false, false, description, null);
    }

    private static ActionProperty optional(String name, String description) {
        return new ActionProperty(name, false, false, false, false, description, null);
    }

    private static ArtifactCount none() {
        return new ArtifactCount(0, 0);
    }

    private static ArtifactCount exactly(int count) {
        return new ArtifactCount(count, count);
    }
}
