/** The load generator: its command line. */
@NullMarked
package dev.penstock.bench;

import org.jspecify.annotations.NullMarked;
