/** State in SQLite or PostgreSQL: transactions, signals, and one package for each kind of thing stored. */
@NullMarked
package dev.penstock.store;

import org.jspecify.annotations.NullMarked;
