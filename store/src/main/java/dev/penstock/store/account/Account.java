package dev.penstock.store.account;

import java.time.Instant;

/**
 * A customer, partner or team.
 *
 * @param id 12 digits
 */
public record Account(String id, String name, Instant created) {}
