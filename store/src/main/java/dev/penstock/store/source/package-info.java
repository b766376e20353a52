/** What the server has seen of the sources that it polls. */
@NullMarked
package dev.penstock.store.source;

import org.jspecify.annotations.NullMarked;
