/** A class for each operation, with what is special to it. */
@NullMarked
package dev.penstock.conformance.operation;

import org.jspecify.annotations.NullMarked;
