/** Those who start, approve, retry, stop and follow. */
@NullMarked
package dev.penstock.bench.crash.people;

import org.jspecify.annotations.NullMarked;
