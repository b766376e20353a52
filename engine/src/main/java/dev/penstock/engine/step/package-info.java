/** The workspace of one step: what it read, what it changed so far, and what it tells the world. */
@NullMarked
package dev.penstock.engine.step;

import org.jspecify.annotations.NullMarked;
