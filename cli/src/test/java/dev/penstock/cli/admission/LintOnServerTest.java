package dev.penstock.cli.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Invocation;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;

@DisplayName("penstock lint --server")
@Timeout(120)
class LintOnServerTest {
    private static final String SHOP = """
            {"name": "shop", "roleArn": "arn:aws:iam::111111111111:role/service",
             "artifactStore": {"type": "S3", "location": "artifacts"},
             "stages": [
               {"name": "Source", "actions": [{"name": "Fetch",
                 "actionTypeId": {"category": "Source", "owner": "Custom", "provider": "Repo", "version": "1"},
                 "configuration": {"Branch": "main"}}]},
               {"name": "Gate", "actions": [{"name": "Ok",
                 "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}
            """;

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    @TempDir
    Path folder;

    @BeforeEach
    void aTypeOfTheAccount() {
        penstock.codePipeline(penstock.administrator())
                .createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                        .provider("Repo")
                        .version("1")
                        .configurationProperties(property ->
                                property.name("Branch").required(true).key(true).secret(false))
                        .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                        .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
    }

    private Invocation lint(String declaration, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), declaration);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "lint";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[arguments.length - 1] = file.toString();
        return Invocation.of(arguments);
    }

    private String data() {
        return penstock.server().dataFolder().toString();
    }

    @Test
    void theAccountsOwnTypesAreKnown() throws IOException {
        assertThat(lint(SHOP).out()).contains("is known to servers only");
        assertThat(lint(SHOP, "--server", "--data", data())).isEqualTo(new Invocation(0, "", ""));
    }

    @Test
    void whatIsWrongForTheTypeIsFoundWithItsPlace() throws IOException {
        Invocation lint = lint(SHOP.replace("\"Branch\"", "\"Brunch\""), "--server", "--data", data());

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out())
                .contains("shop.json:6:", "is missing required configuration 'Branch' (configuration-required)")
                .contains("contains unknown configuration 'Brunch' (configuration-unknown)");
        assertThat(lint(SHOP.replace("Repo", "Depot"), "--server", "--data", data())
                        .out())
                .contains("Provider: 'Depot'", "is not available in region", "(action-type)");
    }

    @Test
    void aServerThatCannotBeAskedIsAFailureAndNoJudgement() throws IOException {
        Invocation lint = lint(SHOP, "--server", "--endpoint-url", "http://127.0.0.1:1", "--data", data());

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.err()).isNotEmpty();
        assertThat(lint.out()).isEmpty();
    }
}
