/** Clients of the API that cost the machine little, so that a measurement is of the server. */
@NullMarked
package dev.penstock.bench.client;

import org.jspecify.annotations.NullMarked;
