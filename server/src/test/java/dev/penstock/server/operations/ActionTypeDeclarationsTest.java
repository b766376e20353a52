package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutorType;

class ActionTypeDeclarationsTest {
    private final ActionTypeDeclarations declarations = new ActionTypeDeclarations(Duration.ofHours(1));

    @Test
    void aDeclarationComesBackAsItWasGiven() {
        assertThat(declarations.write(read(declaration()))).isEqualTo(declaration());
    }

    @Test
    void itIsOwnedByWhoRegisteredIt() {
        ActionType type = read(declaration());
        assertThat(type.ownerAccount()).isEqualTo("222222222222");
        assertThat(type.region()).isEqualTo("eu-west-1");
        assertThat(type.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(type.performer())
                .isEqualTo(new Performer.PartnerWorkers(
                        List.of("222222222222"), List.of(), Duration.ofSeconds(600), "{\"Statement\":[]}"));
        assertThat(type.property("ApiKey")).hasValueSatisfying(property -> {
            assertThat(property.required()).isFalse();
            assertThat(property.secret()).isTrue();
        });
    }

    @Test
    void anExecutorNeedsTheConfigurationOfItsOwnType() {
        ActionTypeDeclaration wrong = declaration().toBuilder()
                .executor(executor -> executor.type(ExecutorType.LAMBDA)
                        .configuration(configuration ->
                                configuration.jobWorkerExecutorConfiguration(by -> by.pollingAccounts("222222222222"))))
                .build();
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("The executor of type Lambda needs exactly its own configuration");
    }

    @Test
    void nobodyRegistersABuiltInType() {
        ActionTypeDeclaration builtIn = declaration()
                .copy(type -> type.id(
                        id -> id.category("Test").owner("AWS").provider("X").version("1")));
        assertThatThrownBy(() -> read(builtIn)).isInstanceOf(ApiException.class);
    }

    private ActionType read(ActionTypeDeclaration declaration) {
        return declarations.read(declaration, "222222222222", "eu-west-1");
    }

    private static ActionTypeDeclaration declaration() {
        return ActionTypeDeclaration.builder()
                .id(id -> id.category("Test")
                        .owner("ThirdParty")
                        .provider("AcmeLoad")
                        .version("1"))
                .description("Load tests by Acme")
                .executor(executor -> executor.type(ExecutorType.JOB_WORKER)
                        .configuration(configuration ->
                                configuration.jobWorkerExecutorConfiguration(by -> by.pollingAccounts("222222222222")))
                        .jobTimeout(600)
                        .policyStatementsTemplate("{\"Statement\":[]}"))
                .inputArtifactDetails(count -> count.minimumCount(1).maximumCount(2))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1))
                .permissions(permissions -> permissions.allowedAccounts("111111111111"))
                .properties(
                        property -> property.name("Scenario")
                                .optional(false)
                                .key(true)
                                .noEcho(false)
                                .queryable(false),
                        property -> property.name("ApiKey")
                                .optional(true)
                                .key(false)
                                .noEcho(true)
                                .queryable(false)
                                .description("From your Acme account"))
                .urls(urls -> urls.configurationUrl("https://acme.test/connect")
                        .executionUrlTemplate("https://acme.test/{Config:Scenario}/{ExternalExecutionId}"))
                .build();
    }
}
