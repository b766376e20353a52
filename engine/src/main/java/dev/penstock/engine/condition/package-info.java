/** Conditions at the gates of a stage: how their rules start and end, and what follows for the condition. */
@NullMarked
package dev.penstock.engine.condition;

import org.jspecify.annotations.NullMarked;
