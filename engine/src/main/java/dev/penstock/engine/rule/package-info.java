/** Rule types: what a condition of a stage can look at, and the rules that the engine decides by itself. */
@NullMarked
package dev.penstock.engine.rule;

import org.jspecify.annotations.NullMarked;
