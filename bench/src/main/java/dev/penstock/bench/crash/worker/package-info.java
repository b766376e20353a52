/** Job workers that may be killed at any instant. */
@NullMarked
package dev.penstock.bench.crash.worker;

import org.jspecify.annotations.NullMarked;
