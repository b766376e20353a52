/** State-change events, told in order. */
@NullMarked
package dev.penstock.engine.event;

import org.jspecify.annotations.NullMarked;
