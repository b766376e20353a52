/** What the engine's decisions cost. */
@NullMarked
package dev.penstock.bench.engine;

import org.jspecify.annotations.NullMarked;
