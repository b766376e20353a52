package dev.penstock.cli.demo;

import dev.penstock.cli.admin.AdminClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operator's side: accounts, keys, the partner's action type. */
public record Operator(AdminClient admin) {

    /** Makes an account and a key with all rights of it. */
    public AwsBasicCredentials createAccount(String accountId, String name) {
        admin.call("CreateAccount", admin.request().put("accountId", accountId).put("name", name));
        JsonNode key = admin.call("CreateAccessKey", admin.request().put("accountId", accountId));
        return AwsBasicCredentials.create(
                key.required("accessKeyId").asString(),
                key.required("secretAccessKey").asString());
    }

    /** Registers an action type, given in API form, as the partner's. */
    public void registerActionType(String partner, String declaration, String from) {
        ObjectNode request = admin.request().put("accountId", partner);
        request.set("actionType", admin.parse(declaration, from));
        admin.call("RegisterActionType", request);
    }

    /** How the partner knows the customer. */
    public Client client(String customer, String actionType) {
        ObjectNode request = admin.request().put("accountId", customer).put("actionTypeId", actionType);
        JsonNode answer = admin.call("ShowClient", request);
        return new Client(
                answer.required("clientId").asString(),
                answer.required("clientToken").asString());
    }

    public record Client(String id, String token) {
        @Override
        public String toString() {
            return "client " + id;
        }
    }
}
