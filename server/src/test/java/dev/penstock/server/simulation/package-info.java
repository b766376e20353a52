/** The server's heart - engine, store, operations, workers - under random use and random faults, all from one seed. */
@NullMarked
package dev.penstock.server.simulation;

import org.jspecify.annotations.NullMarked;
