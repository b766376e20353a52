/** Which events are wanted. */
@NullMarked
package dev.penstock.engine.event;

import org.jspecify.annotations.NullMarked;
