/** Copies of a SQLite database that a server works on meanwhile. */
@NullMarked
package dev.penstock.store.snapshot;

import org.jspecify.annotations.NullMarked;
