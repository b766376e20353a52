/** Jobs: the unit handed to a worker, and the protocol between worker and server. */
@NullMarked
package dev.penstock.engine.job;

import org.jspecify.annotations.NullMarked;
