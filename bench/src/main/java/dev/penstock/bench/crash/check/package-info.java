/** The invariants as they show from outside. */
@NullMarked
package dev.penstock.bench.crash.check;

import org.jspecify.annotations.NullMarked;
