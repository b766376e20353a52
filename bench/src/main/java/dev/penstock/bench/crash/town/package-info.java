/** The accounts, action types and pipelines of a run. */
@NullMarked
package dev.penstock.bench.crash.town;

import org.jspecify.annotations.NullMarked;
