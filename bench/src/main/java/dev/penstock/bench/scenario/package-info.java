/** What the load consists of: one class for each kind of work. */
@NullMarked
package dev.penstock.bench.scenario;

import org.jspecify.annotations.NullMarked;
