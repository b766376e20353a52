package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListTagsForResource")
class ListTagsForResourceTest extends OperationConformance {
    private static final String SHOP = "{'resourceArn':'arn:aws:codepipeline:us-east-1:222222222222:shop'";
    private static final String REST = "}";

    ListTagsForResourceTest() {
        answers("/tags/0/key", "shelf");
        refuses("ResourceNotFoundException", SHOP.replace("shop", "nowhere") + REST);
        refuses("InvalidArnException", SHOP.replace("shop", "shop/Source") + REST);
        refuses("InvalidNextTokenException", SHOP + ",'nextToken':'nonsense'}");
    }
}
