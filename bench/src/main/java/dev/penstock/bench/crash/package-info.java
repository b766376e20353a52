/** The crash harness: real servers and workers, real faults, and a checker that reads the history. */
@NullMarked
package dev.penstock.bench.crash;

import org.jspecify.annotations.NullMarked;
