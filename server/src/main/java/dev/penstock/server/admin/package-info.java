/** The operator's own API. */
@NullMarked
package dev.penstock.server.admin;

import org.jspecify.annotations.NullMarked;
