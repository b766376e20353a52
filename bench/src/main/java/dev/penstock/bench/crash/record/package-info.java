/** What everybody asked, was told and saw, written down so that it outlives its writer. */
@NullMarked
package dev.penstock.bench.crash.record;

import org.jspecify.annotations.NullMarked;
