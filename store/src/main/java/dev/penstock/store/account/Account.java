package dev.penstock.store.account;

import java.time.Instant;

/** @param id 12 digits */
public record Account(String id, String name, Instant created) {}
