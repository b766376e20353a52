package dev.penstock.bench.crash.town;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.call.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer with three pipelines, a partner, and how to reach the servers. Written to a file for the workers.
 *
 * @param nodes root URLs of the servers
 * @param s3 the artifact store
 * @param clientToken how the partner proves that it works for the customer
 * @param forgetfulness of 1000 jobs so many are acknowledged and then forgotten, so that only their time-out ends them
 */
public record Town(List<URI> nodes, URI s3, Keys customer, Keys partner, String clientToken, int forgetfulness) {
    public static final String CUSTOMER = "222222222222";
    public static final String PARTNER = "333333333333";
    public static final String BUCKET = "crash-artifacts";

    /** Where the server itself deploys to. */
    public static final String SITE = "crash-site";

    private static final JsonMapper JSON = JsonMapper.shared();

    public static Town read(Path file) {
        return JSON.readValue(file, Town.class);
    }

    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api asCustomer() {
        return new Api(nodes, customer);
    }

    public Api asPartner() {
        return new Api(nodes, partner);
    }

    /** Calls the admin API. */
    @FunctionalInterface
    public interface Operator {
        JsonNode ask(String operation, JsonNode input);
    }

    /**
     * Founds the town: accounts, keys and the partner's action type.
     *
     * @throws IllegalStateException if the servers refuse anything of it
     */
    public static Town found(List<URI> nodes, URI s3, int forgetfulness, Operator admin) {
        Keys customer = account(CUSTOMER, "customer", admin);
        Keys partner = account(PARTNER, "partner", admin);
        admin.ask("RegisterActionType", Blueprints.ferry());
        JsonNode client = admin.ask(
                "ShowClient", JSON.createObjectNode().put("accountId", CUSTOMER).put("actionTypeId", Blueprints.FERRY));
        return new Town(nodes, s3, customer, partner, client.get("clientToken").asString(), forgetfulness);
    }

    private static Keys account(String id, String name, Operator admin) {
        admin.ask("CreateAccount", JSON.createObjectNode().put("accountId", id).put("name", name));
        JsonNode key = admin.ask("CreateAccessKey", JSON.createObjectNode().put("accountId", id));
        return new Keys(
                key.get("accessKeyId").asString(), key.get("secretAccessKey").asString());
    }

    @Override
    public String toString() {
        return "Town[" + nodes + "]";
    }
}
