package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.operations.ActionTypeDeclarations;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.account.Client;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/**
 * Partners' action types, and the clients by which partners know their customers (spec jobs 12, 15.3). All in the region
 * that the request is signed for. Thread-safe.
 */
public final class PartnerOperations implements AdminService.Group {
    private final Store store;
    private final ActionTypeDeclarations declarations;
    private final ClientPairs clients;
    private final Duration grace;

    /** @param grace how long a client token stays good after rotation when the request does not say */
    public PartnerOperations(Store store, ActionTypeDeclarations declarations, ClientPairs clients, Duration grace) {
        this.store = store;
        this.declarations = declarations;
        this.clients = clients;
        this.grace = grace;
    }

    @Override
    public void addTo(AdminService service) {
        service.on("RegisterActionType", this::registerActionType);
        service.on("ShowClient", this::showClient);
        service.on("RotateClient", this::rotateClient);
    }

    private Map<String, ?> registerActionType(Caller caller, AdminInput input) {
        String owner = input.text("accountId");
        ActionType type = declarations.read(input.declaration("actionType"), owner, caller.region());
        store.write(tx -> {
            AdminErrors.requireAccount(tx, owner);
            Optional<ActionType> known = tx.actionTypes().findPartner(type.key(), caller.region());
            if (known.isPresent() && !owner.equals(known.get().ownerAccount())) {
                throw ApiException.validation("The action type " + type.key() + " is registered for account '"
                        + known.get().ownerAccount() + "' and cannot change its owner.");
            }
            if (known.isPresent()) {
                tx.actionTypes().update(type);
            } else {
                tx.actionTypes().insert(type);
            }
            return type;
        });
        return Map.of("actionType", declarations.write(type));
    }

    private Map<String, ?> showClient(Caller caller, AdminInput input) {
        Client client = store.write(tx -> {
            ActionTypeKey key = customersType(tx, caller.region(), input);
            return clients.of(tx, input.text("accountId"), caller.region(), key);
        });
        return Map.of("clientId", client.clientId(), "clientToken", client.token());
    }

    private Map<String, ?> rotateClient(Caller caller, AdminInput input) {
        Duration overlap = input.optionalNumber("gracePeriodSeconds")
                .map(Duration::ofSeconds)
                .orElse(grace);
        Client client = store.write(tx -> {
            ActionTypeKey key = customersType(tx, caller.region(), input);
            return clients.rotate(tx, input.text("accountId"), caller.region(), key, overlap);
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("clientId", client.clientId());
        answer.put("clientToken", client.token());
        if (overlap.isPositive() && client.previousUntil() != null) {
            answer.put("previousValidUntil", client.previousUntil());
        }
        return answer;
    }

    /** The partner's type, which this customer may use. */
    private static ActionTypeKey customersType(Tx tx, String region, AdminInput input) {
        String accountId = input.text("accountId");
        ActionTypeKey key = ActionTypeKey.parse(input.text("actionTypeId"));
        AdminErrors.requireAccount(tx, accountId);
        if (key.owner() != ActionOwner.THIRD_PARTY) {
            throw AdminErrors.noActionType(key, accountId);
        }
        return tx.actionTypes()
                .findPartner(key, region)
                .filter(type -> !type.deleted() && type.usableBy(accountId))
                .map(ActionType::key)
                .orElseThrow(() -> AdminErrors.noActionType(key, accountId));
    }
}
