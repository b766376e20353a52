/** The data folder: where a server keeps its state, and what it leaves there for its users. */
@NullMarked
package dev.penstock.server.data;

import org.jspecify.annotations.NullMarked;
