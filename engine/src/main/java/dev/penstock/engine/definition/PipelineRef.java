package dev.penstock.engine.definition;

/**
 * Which pipeline. The {@code id} names one incarnation: a pipeline that is deleted and created again under the same name
 * shares nothing with its predecessor (spec engine 0.2).
 *
 * @param id UUIDv7 of this incarnation
 * @param accountId 12 digits
 * @param region the namespace that the pipeline lives in, taken from the signature of the creating request
 * @param name unique in account and region
 */
public record PipelineRef(String id, String accountId, String region, String name) {

    /** {@code arn:aws:codepipeline:REGION:ACCOUNT:NAME}, without a resource-type segment (spec jobs 1.3). */
    public String arn() {
        return "arn:aws:codepipeline:" + region + ":" + accountId + ":" + name;
    }
}
