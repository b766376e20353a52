/** Processes and what is done to them. */
@NullMarked
package dev.penstock.bench.crash.fault;

import org.jspecify.annotations.NullMarked;
