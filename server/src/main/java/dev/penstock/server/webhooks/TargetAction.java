package dev.penstock.server.webhooks;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Given.ActionTypes;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/**
 * The source action that a webhook is for, as the pipeline declares it now.
 *
 * @param secret names of properties whose values stay out of filters (spec jobs 18.3)
 */
public record TargetAction(ActionDeclaration declaration, Set<String> secret) {

    /**
     * Finds the action in the present version of the webhook's pipeline.
     *
     * @throws ApiException ValidationException in AWS's words if the first stage has no such action
     */
    public static TargetAction of(Tx tx, WebhookDefinition webhook, PipelineRecord pipeline, ActionTypes types) {
        PipelineRef ref = pipeline.ref();
        PipelineDefinition definition =
                tx.pipelines().definition(ref.id(), pipeline.version()).orElseThrow();
        ActionDeclaration action = definition.stages().getFirst().actions().stream()
                .filter(declared -> declared.name().equals(webhook.targetAction()))
                .findFirst()
                .orElseThrow(() -> ApiException.validation("Action with name " + webhook.targetAction()
                        + " was not found in the first stage of the pipeline"));
        Set<String> secret = new HashSet<>(action.configuration().keySet());
        types.find(ActionTypeKey.of(action.actionTypeId()), ref.accountId(), ref.region())
                .ifPresent(type -> type.properties().stream()
                        .filter(property -> !property.secret())
                        .forEach(property -> secret.remove(property.name())));
        return new TargetAction(action, Set.copyOf(secret));
    }

    /** Checks that the filters can be evaluated with this action's configuration. */
    public void check(WebhookDefinition webhook) {
        webhook.filters().forEach(rule -> PayloadFilter.of(rule).checkPlaceholders(this::open));
    }

    /** True if all filters match. */
    boolean wants(WebhookDefinition webhook, Object payload) {
        List<PayloadFilter> filters =
                webhook.filters().stream().map(PayloadFilter::of).toList();
        return filters.stream().allMatch(filter -> filter.matches(payload, this::open));
    }

    private Optional<String> open(String name) {
        Map<String, String> configuration = declaration.configuration();
        return secret.contains(name) ? Optional.empty() : Optional.ofNullable(configuration.get(name));
    }

    /** Without the configuration, which may hold secrets. */
    @Override
    public String toString() {
        return "TargetAction[" + declaration.name() + "]";
    }
}
