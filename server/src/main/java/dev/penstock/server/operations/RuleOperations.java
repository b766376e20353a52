package dev.penstock.server.operations;

import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.store.Store;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.execution.RuleRecord;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.RuleConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionInput;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.RuleType;

/** ListRuleTypes and ListRuleExecutions (spec engine 6.2, 6.3, 11.3). Thread-safe. */
public final class RuleOperations {
    private final HistoryPages history;

    public RuleOperations(Store store, NextTokens nextTokens) {
        this.history = new HistoryPages(store, nextTokens);
    }

    public void register(OperationHandlers handlers) {
        handlers.on(ListRuleTypesRequest.class, this::listTypes)
                .on(ListRuleExecutionsRequest.class, this::listExecutions);
    }

    /**
     * All rule types are AWS's, so the owner filter selects all or, by its model, nothing else can be asked for. Every
     * region has them.
     */
    private ListRuleTypesResponse listTypes(Call call, ListRuleTypesRequest request) {
        String _ = RegionFilter.of(call, request.regionFilter());
        return ListRuleTypesResponse.builder()
                .ruleTypes(RuleTypes.all().stream().map(RuleOperations::type).toList())
                .build();
    }

    private ListRuleExecutionsResponse listExecutions(Call call, ListRuleExecutionsRequest request) {
        Page<RuleRecord> page = history.read(
                call,
                new HistoryPages.Query(
                        "ListRuleExecutions",
                        request.pipelineName(),
                        HistorySelection.of(request.filter()),
                        request.maxResults(),
                        request.nextToken()),
                (tx, id, selection, before, limit) ->
                        tx.rules().list(id, selection.executionId(), selection.latestOnly(), before, limit),
                row -> new Executions.Place(row.rule().startTime(), row.rule().id()));
        return ListRuleExecutionsResponse.builder()
                .ruleExecutionDetails(
                        page.rows().stream().map(RuleOperations::detail).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static RuleType type(dev.penstock.engine.rule.RuleType type) {
        return RuleType.builder()
                .id(type.key().toId())
                .ruleConfigurationProperties(type.properties().stream()
                        .map(property -> RuleConfigurationProperty.builder()
                                .name(property.name())
                                .required(property.required())
                                .key(property.required())
                                .secret(false)
                                .queryable(false)
                                .description(property.description())
                                .build())
                        .toList())
                .inputArtifactDetails(ArtifactDetails.builder()
                        .minimumCount(type.inputs().minimum())
                        .maximumCount(type.inputs().maximum())
                        .build())
                .build();
    }

    private static RuleExecutionDetail detail(RuleRecord row) {
        RuleExecution rule = row.rule();
        return RuleExecutionDetail.builder()
                .pipelineExecutionId(row.pipelineExecutionId())
                .ruleExecutionId(rule.id())
                .pipelineVersion(row.pipelineVersion())
                .stageName(rule.stageName())
                .ruleName(rule.ruleName())
                .startTime(rule.startTime())
                .lastUpdateTime(rule.lastUpdate())
                .updatedBy(rule.updatedBy())
                .status(rule.status())
                .input(RuleExecutionInput.builder()
                        .ruleTypeId(rule.ruleType().toId())
                        .configuration(rule.configuration())
                        .resolvedConfiguration(rule.resolvedConfiguration())
                        .roleArn(rule.roleArn())
                        .region(rule.region())
                        .inputArtifacts(ExecutionViews.artifacts(rule.inputs()))
                        .build())
                .output(RuleExecutionOutput.builder()
                        .executionResult(result(rule).orElse(null))
                        .build())
                .build();
    }

    /** Absent while the rule runs (spec engine 11.3). */
    private static Optional<RuleExecutionResult> result(RuleExecution rule) {
        Progress progress = rule.progress();
        return rule.running()
                ? Optional.empty()
                : Optional.of(RuleExecutionResult.builder()
                        .externalExecutionId(progress.externalExecutionId())
                        .externalExecutionSummary(progress.summary())
                        .externalExecutionUrl(progress.externalExecutionUrl())
                        .errorDetails(rule.errorDetails())
                        .build());
    }
}
