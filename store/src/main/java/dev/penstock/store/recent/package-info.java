/** Rows that nearly every call asks for, kept for a moment. */
@NullMarked
package dev.penstock.store.recent;

import org.jspecify.annotations.NullMarked;
