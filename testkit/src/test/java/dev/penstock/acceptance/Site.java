package dev.penstock.acceptance;

import dev.penstock.testkit.Keys;
import dev.penstock.testkit.Operator.ClientPair;
import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/** A server with a customer, a partner and a stranger, each with a client of the AWS SDK. */
final class Site {
    static final String CUSTOMER = "111111111111";
    static final String PARTNER = "222222222222";
    static final String STRANGER = "333333333333";

    private final PenstockExtension penstock;
    private final CodePipelineClient customer;
    private final CodePipelineClient colleague;
    private final CodePipelineClient partner;
    private final CodePipelineClient stranger;

    Site(PenstockExtension penstock) {
        this.penstock = penstock;
        customer = penstock.codePipeline(penstock.administrator());
        colleague = penstock.codePipeline(penstock.operator().createAccessKey(CUSTOMER));
        partner = penstock.codePipeline(penstock.newAccount(PARTNER, "acme"));
        stranger = penstock.codePipeline(penstock.newAccount(STRANGER, "stranger"));
    }

    CodePipelineClient customer() {
        return customer;
    }

    /** Another key of the customer's account. */
    CodePipelineClient colleague() {
        return colleague;
    }

    CodePipelineClient partner() {
        return partner;
    }

    CodePipelineClient stranger() {
        return stranger;
    }

    /** The customer, whose polls are held up to this long. */
    CodePipelineClient waiting(Duration longest) {
        return penstock.codePipeline(penstock.administrator(), PenstockExtension.REGION, longest);
    }

    /** The customer's call as JSON, for what the SDK hides: absent keys. */
    Map<String, Object> rawCall(String operation, Map<String, Object> request) {
        Keys keys = penstock.administrator();
        try (SignedJson json = new SignedJson(penstock.apiEndpoint(), PenstockExtension.REGION, penstock.clock())) {
            return json.call(keys.credentials(), "CodePipeline_20150709." + operation, request);
        }
    }

    S3Client s3OfCustomer() {
        return penstock.s3(penstock.administrator());
    }

    S3Client s3(AWSSessionCredentials credentials) {
        return penstock.s3(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }

    /** Registers a partner's action type, in the API's JSON. */
    void register(String declaration) {
        penstock.operator().registerActionType(PARTNER, declaration);
    }

    ClientPair client(String account, String actionType) {
        return penstock.operator().showClient(account, actionType);
    }

    /** A new client token for the customer; the old one stays good for the grace period. */
    String rotate(String account, String actionType, Duration grace) {
        return penstock.operator()
                .call(
                        "RotateClient",
                        Map.of(
                                "accountId",
                                account,
                                "actionTypeId",
                                actionType,
                                "gracePeriodSeconds",
                                grace.toSeconds()))
                .get("clientToken")
                .asString();
    }

    void advance(Duration amount) {
        penstock.clock().advance(amount);
    }

    /** Waits until the server has brought this about in the customer's pipeline. */
    void until(BooleanSupplier condition) {
        penstock.awaitPipeline(penstock.administrator(), Shop.PIPELINE, condition);
    }
}
