package dev.penstock.cli.endtoend;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.admin.AdminClient;
import dev.penstock.cli.demo.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A customer and a partner on a fresh server, with profiles {@code customer} and {@code partner} in its data folder, and
 * the action type {@code Test/ThirdParty/AcmeCheck/1}.
 *
 * @param client how the partner knows the customer
 */
record Town(AwsFiles files, AwsFiles.Access customer, AwsFiles.Access partner, Operator.Client client) {
    static final String CUSTOMER = "222222222222";
    static final String PARTNER = "333333333333";

    static Town on(ServerProcess server) throws IOException {
        AwsFiles.Access administrator = server.administrator();
        AwsFiles files = AwsFiles.in(server.data());
        try (AdminClient admin = new AdminClient(administrator)) {
            Operator operator = new Operator(admin);
            AwsBasicCredentials customer = operator.createAccount(CUSTOMER, "bookshop");
            AwsBasicCredentials partner = operator.createAccount(PARTNER, "acme");
            Path declaration = Path.of("../examples/acme-check/action-type.json");
            operator.registerActionType(PARTNER, Files.readString(declaration), declaration.toString());
            files.add("customer", administrator.as(customer));
            files.add("partner", administrator.as(partner));
            return new Town(
                    files,
                    administrator.as(customer),
                    administrator.as(partner),
                    operator.client(CUSTOMER, "Test/ThirdParty/AcmeCheck/1"));
        }
    }
}
