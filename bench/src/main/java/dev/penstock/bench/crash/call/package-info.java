/** Calls of the API without hidden retries. */
@NullMarked
package dev.penstock.bench.crash.call;

import org.jspecify.annotations.NullMarked;
