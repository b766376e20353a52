package dev.penstock.scenario;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** What a pipeline takes for granted: custom action types with the keys that it configures, and its buckets. */
final class Scenery {

    private Scenery() {}

    static void prepare(PipelineDeclaration declaration, Theatre theatre) {
        List<ActionDeclaration> actions = actions(declaration);
        boolean copies = actions.stream()
                .anyMatch(action -> action.actionTypeId().provider().equals("S3"));
        if (copies && declaration.artifactStore() != null) {
            theatre.bucket(declaration.artifactStore().location());
        }
        actions.stream()
                .map(ActionDeclaration::actionTypeId)
                .filter(type -> type.owner() == ActionOwner.CUSTOM)
                .distinct()
                .filter(type -> !known(theatre.api(), type))
                .forEach(type -> create(theatre.api(), type, actions));
    }

    private static boolean known(CodePipelineClient api, ActionTypeId type) {
        return api.listActionTypes(request -> request.actionOwnerFilter(ActionOwner.CUSTOM)).actionTypes().stream()
                .anyMatch(found -> found.id().equals(type));
    }

    private static void create(CodePipelineClient api, ActionTypeId type, List<ActionDeclaration> actions) {
        TreeSet<String> keys = new TreeSet<>();
        actions.stream()
                .filter(action -> action.actionTypeId().equals(type))
                .forEach(action -> keys.addAll(action.configuration().keySet()));
        boolean source = type.category() == ActionCategory.SOURCE;
        api.createCustomActionType(request -> request.category(type.category())
                .provider(type.provider())
                .version(type.version())
                .configurationProperties(keys.stream()
                        .map(key -> ActionConfigurationProperty.builder()
                                .name(key)
                                .required(false)
                                .key(false)
                                .secret(false)
                                .build())
                        .toList())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(source ? 0 : 5))
                .outputArtifactDetails(
                        count -> count.minimumCount(source ? 1 : 0).maximumCount(source ? 1 : 5)));
    }

    private static List<ActionDeclaration> actions(PipelineDeclaration declaration) {
        return declaration.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .toList();
    }

    static ActionDeclaration action(PipelineDeclaration declaration, String name) {
        return actions(declaration).stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScenarioException("the pipeline has no action " + name));
    }

    /** A stage that is not there any more comes first. */
    static int stageOrder(PipelineDeclaration declaration, String stage) {
        return declaration.stages().stream().map(found -> found.name()).toList().indexOf(stage);
    }

    /** The stage of an action; for one that no stage has, a stage of the same name, to be refused. */
    static String stageOf(PipelineDeclaration declaration, String action) {
        return declaration.stages().stream()
                .filter(stage ->
                        stage.actions().stream().anyMatch(found -> found.name().equals(action)))
                .map(stage -> Optional.ofNullable(stage.name()).orElseThrow())
                .findFirst()
                .orElse(action);
    }
}
