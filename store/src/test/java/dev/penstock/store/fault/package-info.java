/** Stores that fail on purpose. */
@NullMarked
package dev.penstock.store.fault;

import org.jspecify.annotations.NullMarked;
