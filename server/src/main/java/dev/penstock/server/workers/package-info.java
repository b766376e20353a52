/** The server's own job workers, which run the built-in providers. */
@NullMarked
package dev.penstock.server.workers;

import org.jspecify.annotations.NullMarked;
