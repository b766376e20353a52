/** The statements of a partner's cycle by plain JDBC, without a server: what the database alone costs. */
@NullMarked
package dev.penstock.bench.raw;

import org.jspecify.annotations.NullMarked;
