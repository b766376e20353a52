package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("UpdateActionType")
class UpdateActionTypeTest extends OperationConformance {
    UpdateActionTypeTest() {
        String unknown = type("'category':'Test','owner':'ThirdParty','provider':'None','version':'1'");
        refusesPartner("ActionTypeNotFoundException", _ -> unknown);
        // It is built into the server.
        String ours = type("'category':'Deploy','owner':'AWS','provider':'S3','version':'1'");
        refuses("RequestFailedException", ours);
    }

    private static String type(String id) {
        return "{'actionType':{'id':{" + id + "},'executor':{'type':'JobWorker','configuration':{"
                + "'jobWorkerExecutorConfiguration':{'pollingAccounts':['333333333333']}}},"
                + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}}";
    }
}
