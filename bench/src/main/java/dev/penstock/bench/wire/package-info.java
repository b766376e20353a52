/** What a request costs before it reaches its operation, by JMH. */
@NullMarked
package dev.penstock.bench.wire;

import org.jspecify.annotations.NullMarked;
