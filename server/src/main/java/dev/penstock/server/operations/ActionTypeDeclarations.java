package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionType.Urls;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeExecutor;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeIdentifier;
import software.amazon.awssdk.services.codepipeline.model.ActionTypePermissions;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeUrls;
import software.amazon.awssdk.services.codepipeline.model.ExecutorConfiguration;
import software.amazon.awssdk.services.codepipeline.model.ExecutorType;
import software.amazon.awssdk.services.codepipeline.model.JobWorkerExecutorConfiguration;

/** Partners' action types in the form of GetActionType and UpdateActionType (spec jobs 15). Thread-safe. */
public final class ActionTypeDeclarations {
    private static final String THIS_SERVICE = "codepipeline.amazonaws.com";

    private final Duration timeout;

    /** @param timeout limit of a whole action execution of a partner's type, setting {@code jobs.third-party-action-timeout} */
    public ActionTypeDeclarations(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Reads a declaration and checks its rules.
     *
     * @param ownerAccount the partner, who may change the type later
     * @throws ApiException ValidationException that says what to change
     */
    public ActionType read(ActionTypeDeclaration declaration, String ownerAccount, String region) {
        ActionTypeKey key = key(declaration.id());
        if (key.owner() != ActionOwner.THIRD_PARTY) {
            throw ApiException.validation("Only action types whose owner is ThirdParty can be registered.");
        }
        ActionType type = new ActionType(
                key,
                ownerAccount,
                region,
                declaration.description(),
                performer(declaration.executor()),
                declaration.properties().stream()
                        .map(ActionTypeDeclarations::property)
                        .toList(),
                count(declaration.inputArtifactDetails()),
                count(declaration.outputArtifactDetails()),
                urls(declaration.urls()),
                timeout,
                declaration.permissions() == null
                        ? List.of()
                        : List.copyOf(declaration.permissions().allowedAccounts()),
                false);
        ActionTypeRules.check(type);
        return type;
    }

    static ActionTypeKey key(ActionTypeIdentifier id) {
        return new ActionTypeKey(id.category(), ActionOwner.fromValue(id.owner()), id.provider(), id.version());
    }

    private static ActionProperty property(ActionTypeProperty property) {
        return new ActionProperty(
                property.name(),
                !property.optional(),
                property.key(),
                property.noEcho(),
                Boolean.TRUE.equals(property.queryable()),
                property.description(),
                null);
    }

    private static ArtifactCount count(ActionTypeArtifactDetails details) {
        return new ArtifactCount(details.minimumCount(), details.maximumCount());
    }

    private static Urls urls(@Nullable ActionTypeUrls urls) {
        return urls == null
                ? Urls.NONE
                : new Urls(
                        urls.configurationUrl(),
                        urls.entityUrlTemplate(),
                        urls.executionUrlTemplate(),
                        urls.revisionUrlTemplate());
    }

    private static Performer performer(ActionTypeExecutor executor) {
        ExecutorConfiguration configuration = executor.configuration();
        boolean workers = configuration.jobWorkerExecutorConfiguration() != null;
        boolean function = configuration.lambdaExecutorConfiguration() != null;
        boolean fits = executor.type() == ExecutorType.LAMBDA ? function && !workers : workers && !function;
        if (!fits) {
            throw ApiException.validation("The executor of type " + executor.typeAsString()
                    + " needs exactly its own configuration: jobWorkerExecutorConfiguration for JobWorker,"
                    + " lambdaExecutorConfiguration for Lambda.");
        }
        Duration jobTimeout = executor.jobTimeout() == null ? null : Duration.ofSeconds(executor.jobTimeout());
        if (function) {
            return new Performer.PartnerFunction(
                    configuration.lambdaExecutorConfiguration().lambdaFunctionArn(),
                    jobTimeout,
                    executor.policyStatementsTemplate());
        }
        JobWorkerExecutorConfiguration worker = configuration.jobWorkerExecutorConfiguration();
        return new Performer.PartnerWorkers(
                List.copyOf(worker.pollingAccounts()),
                List.copyOf(worker.pollingServicePrincipals()),
                jobTimeout,
                executor.policyStatementsTemplate());
    }

    /** The type in the form that GetActionType answers and UpdateActionType takes; what is absent has no key. */
    public ActionTypeDeclaration write(ActionType type) {
        return ActionTypeDeclaration.builder()
                .id(id -> id.category(type.key().category())
                        .owner(type.key().owner().toString())
                        .provider(type.key().provider())
                        .version(type.key().version()))
                .description(type.description())
                .executor(executor(type.performer()))
                .inputArtifactDetails(details(type.inputs()))
                .outputArtifactDetails(details(type.outputs()))
                .permissions(
                        type.allowedAccounts().isEmpty()
                                ? null
                                : ActionTypePermissions.builder()
                                        .allowedAccounts(type.allowedAccounts())
                                        .build())
                .properties(type.properties().stream()
                        .map(ActionTypeDeclarations::property)
                        .toList())
                .urls(type.urls().equals(Urls.NONE) ? null : urls(type.urls()))
                .build();
    }

    private static ActionTypeProperty property(ActionProperty property) {
        return ActionTypeProperty.builder()
                .name(property.name())
                .optional(!property.required())
                .key(property.key())
                .noEcho(property.secret())
                .queryable(property.queryable())
                .description(property.description())
                .build();
    }

    private static ActionTypeArtifactDetails details(ArtifactCount count) {
        return ActionTypeArtifactDetails.builder()
                .minimumCount(count.minimum())
                .maximumCount(count.maximum())
                .build();
    }

    private static ActionTypeUrls urls(Urls urls) {
        return ActionTypeUrls.builder()
                .configurationUrl(urls.configuration())
                .entityUrlTemplate(urls.entity())
                .executionUrlTemplate(urls.execution())
                .revisionUrlTemplate(urls.revision())
                .build();
    }

    private static ActionTypeExecutor executor(Performer performer) {
        return switch (performer) {
            case Performer.PartnerWorkers workers ->
                ActionTypeExecutor.builder()
                        .type(ExecutorType.JOB_WORKER)
                        .configuration(configuration -> configuration.jobWorkerExecutorConfiguration(
                                by -> by.pollingAccounts(nullIfEmpty(workers.pollingAccounts()))
                                        .pollingServicePrincipals(nullIfEmpty(workers.pollingServicePrincipals()))))
                        .jobTimeout(seconds(workers.jobTimeout()))
                        .policyStatementsTemplate(workers.policyStatementsTemplate())
                        .build();
            case Performer.PartnerFunction function ->
                ActionTypeExecutor.builder()
                        .type(ExecutorType.LAMBDA)
                        .configuration(configuration -> configuration.lambdaExecutorConfiguration(
                                by -> by.lambdaFunctionArn(function.lambdaFunctionArn())))
                        .jobTimeout(seconds(function.jobTimeout()))
                        .policyStatementsTemplate(function.policyStatementsTemplate())
                        .build();
            // What is built in is done by the service's own workers.
            case Performer.Server(), Performer.Nobody(), Performer.Approver(), Performer.CustomWorkers() ->
                ActionTypeExecutor.builder()
                        .type(ExecutorType.JOB_WORKER)
                        .configuration(configuration -> configuration.jobWorkerExecutorConfiguration(
                                by -> by.pollingServicePrincipals(THIS_SERVICE)))
                        .build();
        };
    }

    private static @Nullable List<String> nullIfEmpty(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static @Nullable Integer seconds(@Nullable Duration timeout) {
        return timeout == null ? null : Math.toIntExact(timeout.toSeconds());
    }
}
