/** What holds after every step of the simulation, one rule a class; docs/invariants.md lists them. */
@NullMarked
package dev.penstock.server.simulation.invariant;

import org.jspecify.annotations.NullMarked;
