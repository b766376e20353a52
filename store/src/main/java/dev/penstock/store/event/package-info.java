/** Events that wait for their delivery. */
@NullMarked
package dev.penstock.store.event;

import org.jspecify.annotations.NullMarked;
