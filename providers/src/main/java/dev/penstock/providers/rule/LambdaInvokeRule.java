package dev.penstock.providers.rule;

import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import dev.penstock.providers.aws.AwsClients;
import dev.penstock.providers.aws.AwsFailures;
import dev.penstock.providers.aws.AwsService;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a function whether the rule holds. Spec engine 6.3 and 13.4 leave the way open, so both ways count: the function is
 * called with the event of the Lambda action and may report on its job with {@code PutJobSuccessResult} or
 * {@code PutJobFailureResult} while it runs, with a continuation token too; if it has not done so when it returns, the
 * rule holds unless the function ended with an error. A function is called again if the server dies while it runs; the
 * id of the event tells that it is the same job.
 */
public final class LambdaInvokeRule implements RuleProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AwsClients clients;

    public LambdaInvokeRule(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String provider() {
        return RuleTypes.LAMBDA_INVOKE;
    }

    @Override
    public JobResult perform(RuleJob job) {
        String function = job.setting("FunctionName").orElse("");
        if (function.isEmpty()) {
            return new Failure(FailureType.CONFIGURATION_ERROR, "The rule names no function. Set FunctionName.", null);
        }
        try {
            InvokeResponse response = clients.lambda(job.work().region())
                    .invoke(request -> request.functionName(function)
                            .invocationType(InvocationType.REQUEST_RESPONSE)
                            .payload(SdkBytes.fromUtf8String(FunctionEvent.of(job))));
            String id = response.responseMetadata().requestId();
            return response.functionError() == null
                    ? new Success(Progress.NONE.withExternalExecutionId(id), null, Map.of())
                    : ended(function, response, id);
        } catch (FailedAction failed) {
            return failed.failure();
        } catch (SdkException error) {
            if (AwsFailures.status(error) == 404) {
                return new Failure(
                        FailureType.CONFIGURATION_ERROR,
                        "The AWS Lambda function '" + function + "' cannot be found in region '"
                                + job.work().region() + "'. Edit your pipeline to name one that exists.",
                        null);
            }
            return AwsFailures.of(error, AwsService.LAMBDA, "the function '" + function + "'");
        }
    }

    private static Failure ended(String function, InvokeResponse response, String requestId) {
        Failure failure = new FailedAction(
                        FailureType.JOB_FAILED,
                        "The AWS Lambda function " + function + " ended with an error: "
                                + message(response.payload().asUtf8String()))
                .failure();
        return new Failure(failure.type(), failure.message(), requestId);
    }

    /** Functions wrap what went wrong into a document; one that is none is shown as it is. */
    private static String message(String payload) {
        try {
            JsonNode text = JSON.readTree(payload).path("errorMessage");
            return text.isString() ? text.stringValue() : payload;
        } catch (JacksonException notJson) {
            return payload;
        }
    }
}
