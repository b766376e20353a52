/** The HTTP face: routes, who may use them, and errors on the wire. */
@NullMarked
package dev.penstock.server.http;

import org.jspecify.annotations.NullMarked;
