/** Breaks rules of the engine on purpose, one at a time, to see that the scenarios notice. */
@NullMarked
package dev.penstock.engine.mutation;

import org.jspecify.annotations.NullMarked;
