/** One attempt at an action: its start, its jobs, and what results make of it. */
@NullMarked
package dev.penstock.engine.action;

import org.jspecify.annotations.NullMarked;
