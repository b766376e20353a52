/** What {@code deploy/} says about the server is true, and whoever reads it understands it. */
@NullMarked
package dev.penstock.deploy;

import org.jspecify.annotations.NullMarked;
