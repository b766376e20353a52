/** How executions move: inlets, stage locks, groups of actions, the ends of stages, automatic retry and rollback. */
@NullMarked
package dev.penstock.engine.stage;

import org.jspecify.annotations.NullMarked;
