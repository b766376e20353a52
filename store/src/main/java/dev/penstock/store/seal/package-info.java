/** Secrets at rest. */
@NullMarked
package dev.penstock.store.seal;

import org.jspecify.annotations.NullMarked;
