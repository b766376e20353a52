package dev.penstock.store.sql;

import dev.penstock.store.seal.Sealer;
import org.jdbi.v3.core.Handle;

/** What the tables of one transaction work with. Used by one thread at a time. */
public record Session(Handle handle, Dialect dialect, Sealer sealer) {}
