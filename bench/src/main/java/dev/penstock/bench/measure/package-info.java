/** Loops that make load, and what they find out. */
@NullMarked
package dev.penstock.bench.measure;

import org.jspecify.annotations.NullMarked;
