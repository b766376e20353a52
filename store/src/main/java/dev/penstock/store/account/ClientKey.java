package dev.penstock.store.account;

import dev.penstock.engine.actiontype.ActionTypeKey;

/** By what a client pair is found. */
public sealed interface ClientKey {

    record Id(String clientId) implements ClientKey {}

    record Customer(String accountId, String region, ActionTypeKey actionType) implements ClientKey {}
}
