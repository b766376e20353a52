/** Says why an execution stands where it stands, from its state alone. */
@NullMarked
package dev.penstock.engine.explain;

import org.jspecify.annotations.NullMarked;
