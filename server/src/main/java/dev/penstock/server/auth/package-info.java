/** Who calls: request signatures. */
@NullMarked
package dev.penstock.server.auth;

import org.jspecify.annotations.NullMarked;
