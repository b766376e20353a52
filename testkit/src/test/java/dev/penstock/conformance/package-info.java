/** Every operation of the API, held against the model and the specification. */
@NullMarked
package dev.penstock.conformance;

import org.jspecify.annotations.NullMarked;
