/** Time as the server reads it: flowing, or moved by hand in tests. */
@NullMarked
package dev.penstock.store.time;

import org.jspecify.annotations.NullMarked;
