/** The job queues. */
@NullMarked
package dev.penstock.store.job;

import org.jspecify.annotations.NullMarked;
