package dev.penstock.server.operations;

import dev.penstock.engine.Command;
import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.definition.DeclarationRules;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineMetadata;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** CreatePipeline, GetPipeline, UpdatePipeline, DeletePipeline, ListPipelines (spec engine 5.8, 9, 11.1, 11.6). */
public final class PipelineOperations {
    private static final int PAGE = 1000;

    private final Store store;
    private final PipelineSteps steps;
    private final NextTokens nextTokens;
    private final Supplier<String> ids;
    private final RegionLimit limit;
    private final Consumer<String> pollSoon;

    /**
     * @param pipelinesPerRegion how many an account may have in a region
     * @param pollSoon told the id of a saved pipeline with polled sources; must not fail, for the pipeline is saved
     */
    public PipelineOperations(
            Store store,
            PipelineSteps steps,
            NextTokens nextTokens,
            Supplier<String> ids,
            int pipelinesPerRegion,
            Consumer<String> pollSoon) {
        this.store = store;
        this.steps = steps;
        this.nextTokens = nextTokens;
        this.ids = ids;
        this.limit = new RegionLimit(
                pipelinesPerRegion,
                "pipelines",
                (tx, accountId, region) -> tx.pipelines().count(accountId, region, pipelinesPerRegion));
        this.pollSoon = pollSoon;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(CreatePipelineRequest.class, this::create)
                .on(GetPipelineRequest.class, this::get)
                .on(UpdatePipelineRequest.class, this::update)
                .on(DeletePipelineRequest.class, this::delete)
                .on(ListPipelinesRequest.class, this::list);
    }

    /** A pipeline as it was saved, and whether its sources are to be polled. */
    private record Saved<R>(R response, String pipelineId, boolean polled) {}

    private <R> R save(Function<Tx, Saved<R>> work) {
        Saved<R> saved = store.write(work);
        if (saved.polled()) {
            pollSoon.accept(saved.pipelineId());
        }
        return saved.response();
    }

    private CreatePipelineResponse create(Call call, CreatePipelineRequest request) {
        return save(tx -> {
            String name = request.pipeline().name();
            String arn = TaggedResource.pipeline(call, name).arn();
            Map<String, String> tags = ResourceTags.check(request.tags(), arn);
            if (tx.pipelines().find(call.accountId(), call.region(), name).isPresent()) {
                throw PipelineNameInUseException.builder()
                        .message("A pipeline with the name '" + name + "' already exists in account '"
                                + call.accountId() + "'")
                        .build();
            }
            limit.check(tx, call.accountId(), call.region());
            Given given = steps.given(tx);
            PipelineDeclaration declaration =
                    DeclarationRules.check(request.pipeline(), call.accountId(), call.region(), given.types(), null);
            PipelineRef ref = new PipelineRef(ids.get(), call.accountId(), call.region(), name);
            PipelineDefinition definition = new PipelineDefinition(declaration);
            tx.pipelines().insert(ref, definition, given.now());
            tx.tags().replace(arn, tags);
            introduceToPartners(call, declaration, given.types());
            List<PolledSource> sources = PolledSource.of(definition);
            boolean polled = sources.stream().anyMatch(PolledSource::polled);
            if (polled) {
                // Each polled source starts the pipeline when its first revision is seen (spec engine 5.8).
                tx.sources().follow(ref.id(), sources);
            } else {
                steps.take(tx, ref.id(), List.of(), firstStart(call));
            }
            CreatePipelineResponse.Builder response =
                    CreatePipelineResponse.builder().pipeline(masked(call, declaration, given.types()));
            if (request.hasTags()) {
                response.tags(request.tags());
            }
            return new Saved<>(response.build(), ref.id(), polled);
        });
    }

    private static Command firstStart(Call call) {
        return new Command.Start(
                new Trigger(TriggerType.CREATE_PIPELINE, call.caller().principalArn()),
                Map.of(),
                List.of(),
                null,
                true);
    }

    private GetPipelineResponse get(Call call, GetPipelineRequest request) {
        return store.read(tx -> {
            PipelineRecord pipeline = NamedPipelines.get(tx, call, request.name());
            int version = request.version() != null ? request.version() : pipeline.version();
            // The live service answers an unknown version as if the pipeline were unknown (spec corrections 4).
            PipelineDefinition definition = tx.pipelines()
                    .definition(pipeline.ref().id(), version)
                    .orElseThrow(() -> PipelineNotFoundException.builder()
                            .message("Account '" + call.accountId() + "' does not have a pipeline with name '"
                                    + request.name() + "'")
                            .build());
            PipelineMetadata.Builder metadata = PipelineMetadata.builder()
                    .pipelineArn(pipeline.ref().arn())
                    .created(pipeline.created())
                    .updated(pipeline.updated());
            if (pipeline.pollingDisabledAt() != null) {
                metadata.pollingDisabledAt(pipeline.pollingDisabledAt());
            }
            return GetPipelineResponse.builder()
                    .pipeline(masked(call, definition.declaration(), steps.actionTypes(tx)))
                    .metadata(metadata.build())
                    .build();
        });
    }

    private UpdatePipelineResponse update(Call call, UpdatePipelineRequest request) {
        return save(tx -> {
            PipelineRecord pipeline =
                    NamedPipelines.get(tx, call, request.pipeline().name());
            String id = pipeline.ref().id();
            PipelineState before = tx.pipelines().lock(id, List.of());
            Given given = steps.given(tx);
            PipelineDeclaration declaration = DeclarationRules.check(
                    request.pipeline(), call.accountId(), call.region(), given.types(), before.definition());
            PipelineDefinition definition = new PipelineDefinition(declaration);
            steps.take(tx, before, new Command.Update(definition));
            tx.pipelines().addVersion(pipeline.ref(), definition, given.now());
            // It begins again (spec engine 8.2), also if it was disabled since the pipeline was found.
            tx.pipelines().enablePolling(id);
            introduceToPartners(call, declaration, given.types());
            List<PolledSource> sources = PolledSource.of(definition);
            tx.sources().follow(id, sources);
            return new Saved<>(
                    UpdatePipelineResponse.builder()
                            .pipeline(masked(call, declaration, given.types()))
                            .build(),
                    id,
                    sources.stream().anyMatch(PolledSource::polled));
        });
    }

    private DeletePipelineResponse delete(Call call, DeletePipelineRequest request) {
        return store.write(tx -> {
            Optional<PipelineRecord> pipeline = tx.pipelines().find(call.accountId(), call.region(), request.name());
            // A missing pipeline is a success (spec engine 5.8).
            pipeline.ifPresent(found -> {
                String id = found.ref().id();
                steps.take(tx, id, List.of(), new Command.Delete());
                tx.pipelines().delete(id);
                tx.tags().replace(found.ref().arn(), Map.of());
            });
            return DeletePipelineResponse.builder().build();
        });
    }

    private ListPipelinesResponse list(Call call, ListPipelinesRequest request) {
        String query = call.query("ListPipelines");
        int limit = request.maxResults() != null ? request.maxResults() : PAGE;
        String after = nextTokens.place(query, request.nextToken()).orElse(null);
        List<PipelineRecord> found =
                store.read(tx -> tx.pipelines().list(call.accountId(), call.region(), after, limit + 1));
        Page<PipelineRecord> page =
                Page.of(found, limit, last -> nextTokens.token(query, last.ref().name()));
        return ListPipelinesResponse.builder()
                .pipelines(page.rows().stream().map(PipelineOperations::summary).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static PipelineSummary summary(PipelineRecord pipeline) {
        return PipelineSummary.builder()
                .name(pipeline.ref().name())
                .version(pipeline.version())
                .pipelineType(pipeline.type())
                .executionMode(pipeline.mode())
                .created(pipeline.created())
                .updated(pipeline.updated())
                .build();
    }

    /** The client pair exists from the moment a pipeline with a partner's action is saved (spec jobs 12). */
    private static void introduceToPartners(Call call, PipelineDeclaration declaration, Given.ActionTypes types) {
        declaration.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .map(action -> ActionTypeKey.of(action.actionTypeId()))
                .distinct()
                .flatMap(key -> types.find(key, call.accountId(), call.region()).stream())
                .filter(type -> type.performer() instanceof Performer.PartnerWorkers)
                .forEach(type -> types.clientId(type, call.accountId(), call.region()));
    }

    private static PipelineDeclaration masked(Call call, PipelineDeclaration declaration, Given.ActionTypes types) {
        return DeclarationRules.masked(declaration, call.accountId(), call.region(), types);
    }
}
