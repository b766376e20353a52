/** What requests, results and time do to executions: one class a kind of command. */
@NullMarked
package dev.penstock.engine.control;

import org.jspecify.annotations.NullMarked;
