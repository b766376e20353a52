package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("CreateCustomActionType")
class CreateCustomActionTypeTest extends OperationConformance {
    private static final String TYPE = "{'category':'Build','provider':'Maker','version':'1',"
            + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
            + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}";

    CreateCustomActionTypeTest() {
        answers("/actionType/id/owner", "Custom");
        answers("/actionType/actionConfigurationProperties/0/queryable", "true");
        refuses("LimitExceededException", TYPE + "}");
        refuses("TooManyTagsException", TYPE + ",'tags':" + Tags.MANY + "}");
        refuses("InvalidTagsException", TYPE + ",'tags':" + Tags.RESERVED + "}");
        losesAgainstOthers("ConcurrentModificationException", _ -> TYPE + "}");
    }
}
