/** Variable references in configurations, and what they stand for in an execution. */
@NullMarked
package dev.penstock.engine.variable;

import org.jspecify.annotations.NullMarked;
