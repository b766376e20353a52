/** How the cost of calls grows with what a server holds. */
@NullMarked
package dev.penstock.bench.growth;

import org.jspecify.annotations.NullMarked;
