package dev.penstock.testkit;

import java.util.Map;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** A pipeline of a custom source with a property {@code Branch} and a custom check, for tests of what is around it. */
final class SmallPipeline {
    static final ActionTypeId SOURCE = type(ActionCategory.SOURCE, "Repo");
    static final ActionTypeId CHECK = type(ActionCategory.TEST, "Check");

    private SmallPipeline() {}

    static void createTypes(CodePipelineClient client) {
        client.createCustomActionType(request -> request.category(SOURCE.category())
                .provider(SOURCE.provider())
                .version(SOURCE.version())
                .configurationProperties(
                        property ->
                                property.name("Branch").required(true).key(true).secret(false),
                        property -> property.name("Token")
                                .required(false)
                                .key(false)
                                .secret(true))
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        client.createCustomActionType(request -> request.category(CHECK.category())
                .provider(CHECK.provider())
                .version(CHECK.version())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(1))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
    }

    static PipelineDeclaration declaration(String name, String accountId) {
        return PipelineDeclaration.builder()
                .name(name)
                .roleArn("arn:aws:iam::" + accountId + ":role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action("Fetch", SOURCE)
                                        .configuration(Map.of("Branch", "main", "Token", "secret-token"))
                                        .outputArtifacts(artifact -> artifact.name("Out"))
                                        .build()),
                        stage -> stage.name("Test")
                                .actions(action("Check", CHECK)
                                        .inputArtifacts(artifact -> artifact.name("Out"))
                                        .build()))
                .build();
    }

    private static ActionDeclaration.Builder action(String name, ActionTypeId type) {
        return ActionDeclaration.builder().name(name).actionTypeId(type).runOrder(1);
    }

    private static ActionTypeId type(ActionCategory category, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.CUSTOM)
                .provider(provider)
                .version("1")
                .build();
    }
}
