package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("TagResource")
class TagResourceTest extends OperationConformance {
    private static final String SHOP = "{'resourceArn':'arn:aws:codepipeline:us-east-1:222222222222:shop'";
    private static final String REST = ",'tags':[{'key':'a','value':'b'}]}";

    TagResourceTest() {
        refuses("ResourceNotFoundException", SHOP.replace("shop", "nowhere") + REST);
        refuses("InvalidArnException", SHOP.replace("shop", "shop/Source") + REST);
        refuses("TooManyTagsException", SHOP + ",'tags':" + Tags.MANY + "}");
        refuses("InvalidTagsException", SHOP + ",'tags':" + Tags.RESERVED + "}");
        losesAgainstOthers("ConcurrentModificationException", _ -> SHOP + REST);
    }
}
