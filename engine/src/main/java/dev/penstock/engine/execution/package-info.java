/** What runs: pipeline executions, their stages and the attempts of their actions. */
@NullMarked
package dev.penstock.engine.execution;

import org.jspecify.annotations.NullMarked;
