/** Why executions wait. */
@NullMarked
package dev.penstock.engine.explain;

import org.jspecify.annotations.NullMarked;
