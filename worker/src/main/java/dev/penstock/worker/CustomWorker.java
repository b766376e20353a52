package dev.penstock.worker;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** Builds a worker for an own action type (owner {@code Custom}) of one account. */
public final class CustomWorker extends WorkerBuilder<CustomWorker> {
    private Map<String, String> query = Map.of();

    private CustomWorker(ActionTypeId actionType) {
        super(actionType, Duration.ofSeconds(30));
    }

    /** Starts with the action type to serve; category in API form, for example {@code Build}. */
    public static CustomWorker builder(String category, String provider, String version) {
        return new CustomWorker(ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.CUSTOM)
                .provider(provider)
                .version(version)
                .build());
    }

    /** Takes only jobs whose queryable property has this value; required when the type has such a property. */
    public CustomWorker only(String queryableProperty, String value) {
        this.query = Map.of(queryableProperty, value);
        return this;
    }

    @Override
    CustomWorker self() {
        return this;
    }

    @Override
    JobOffers offers(CodePipelineClient client, ActionTypeId actionType) {
        Map<String, String> queryParam = query;
        return (most, wait) -> client
                .pollForJobs(r -> {
                    r.actionTypeId(actionType).maxBatchSize(most).overrideConfiguration(ParkedPoll.configuration(wait));
                    if (!queryParam.isEmpty()) {
                        r.queryParam(queryParam);
                    }
                })
                .jobs()
                .stream()
                .<OfferedJob>map(job -> new CustomJob(client, job))
                .toList();
    }
}
