/** The operations: their names, shapes and JSON. */
@NullMarked
package dev.penstock.api.operation;

import org.jspecify.annotations.NullMarked;
