/** An S3 store outside the servers, which they share. */
@NullMarked
package dev.penstock.bench.crash.store;

import org.jspecify.annotations.NullMarked;
