/** Requests that nobody would send in good faith. */
@NullMarked
package dev.penstock.server.fuzz;

import org.jspecify.annotations.NullMarked;
