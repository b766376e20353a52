package dev.penstock.store.actiontype;

import dev.penstock.engine.actiontype.ActionTypeKey;

/**
 * Where a type is stored.
 *
 * @param scope the account for a custom type, empty for a partner's, which the whole region shares
 */
public record StoredTypeKey(ActionTypeKey key, String scope, String region) {}
