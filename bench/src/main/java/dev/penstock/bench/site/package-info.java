/** What is measured: server processes, their database, accounts and clients. */
@NullMarked
package dev.penstock.bench.site;

import org.jspecify.annotations.NullMarked;
