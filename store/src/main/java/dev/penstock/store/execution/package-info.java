/** Executions and their history. */
@NullMarked
package dev.penstock.store.execution;

import org.jspecify.annotations.NullMarked;
