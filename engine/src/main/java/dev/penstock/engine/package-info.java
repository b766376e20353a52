/**
 * The pure core: given the state of one pipeline and a {@link dev.penstock.engine.Command}, decides what happens next.
 *
 * <p>Nothing here reads a clock, a random source, a file, a database or the network, or starts a thread; what a step
 * needs from outside comes in through {@link dev.penstock.engine.Given}. So every rule can be tested in microseconds and
 * a failure can be replayed from a seed.
 */
@NullMarked
package dev.penstock.engine;

import org.jspecify.annotations.NullMarked;
