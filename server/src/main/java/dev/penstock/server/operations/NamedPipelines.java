package dev.penstock.server.operations;

import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** Finds the pipeline that a request names, or refuses in the words that AWS uses for that call (spec engine 0.1). */
final class NamedPipelines {

    private NamedPipelines() {}

    /** For GetPipeline and whatever has no wording of its own. */
    static PipelineRecord get(Tx tx, Call call, String name) {
        return find(
                tx, call, name, "Account '" + call.accountId() + "' does not have a pipeline with name '" + name + "'");
    }

    /** For lists and GetPipelineState. */
    static PipelineRecord list(Tx tx, Call call, String name) {
        return find(
                tx,
                call,
                name,
                "The account with AWS account ID '" + call.accountId() + "' does not include a pipeline named '" + name
                        + "'");
    }

    /** For StartPipelineExecution. */
    static PipelineRecord start(Tx tx, Call call, String name) {
        return find(
                tx, call, name, "Pipeline with name " + name + " does not exist in account " + call.accountId() + ".");
    }

    private static PipelineRecord find(Tx tx, Call call, String name, String absent) {
        return tx.pipelines()
                .find(call.accountId(), call.region(), name)
                .orElseThrow(() ->
                        PipelineNotFoundException.builder().message(absent).build());
    }
}
