package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;

/** Refusals that several operations share. */
final class AdminErrors {
    private AdminErrors() {}

    static ApiException noAccount(String accountId) {
        return ApiException.of(
                "AccountNotFoundException",
                "There is no account '" + accountId + "'. Create it with CreateAccount first.");
    }

    static void requireAccount(Tx tx, String accountId) {
        if (tx.accounts().find(accountId).isEmpty()) {
            throw noAccount(accountId);
        }
    }

    static ApiException noActionType(ActionTypeKey key, String accountId) {
        return ApiException.of(
                "ActionTypeNotFoundException",
                "There is no partner's action type " + key + " that account '" + accountId
                        + "' may use in this region.");
    }
}
