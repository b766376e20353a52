/** Errors as the API words them. */
@NullMarked
package dev.penstock.api.error;

import org.jspecify.annotations.NullMarked;
