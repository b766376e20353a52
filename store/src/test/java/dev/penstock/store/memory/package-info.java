/** The store in memory: the same promises as a database's, for tests that take millions of steps. */
@NullMarked
package dev.penstock.store.memory;

import org.jspecify.annotations.NullMarked;
