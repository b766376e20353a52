package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.auth.Caller;
import dev.penstock.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.Tag;

class ActionTypeOperationsTest {
    private final ActionTypeOperations operations = new ActionTypeOperations(
            new MemoryStore(),
            new NextTokens(new byte[32]),
            List.of(),
            new ActionTypeDeclarations(Duration.ofHours(1)),
            new ActionTypeOperations.Options(50, Duration.ofHours(24), false));
    private final Call call = new Call(
            new Caller("111111111111", "eu-west-1", "arn:aws:iam::111111111111:user/a", "AKIAEXAMPLE", null, false),
            Duration.ZERO);

    @Test
    void aTypeThatIsMadeAgainIsAnsweredWithTheTagsThatItHas() {
        assertThat(tagsAfterMakingWith("blue")).containsExactly("blue");
        assertThat(tagsAfterMakingWith("red")).containsExactly("blue");
    }

    private List<String> tagsAfterMakingWith(String team) {
        CreateCustomActionTypeRequest request = CreateCustomActionTypeRequest.builder()
                .category(ActionCategory.TEST)
                .provider("Acme")
                .version("1")
                .inputArtifactDetails(counts -> counts.minimumCount(0).maximumCount(1))
                .outputArtifactDetails(counts -> counts.minimumCount(0).maximumCount(1))
                .tags(Tag.builder().key("team").value(team).build())
                .build();
        return operations.createCustomActionType(call, request).tags().stream()
                .map(Tag::value)
                .toList();
    }
}
