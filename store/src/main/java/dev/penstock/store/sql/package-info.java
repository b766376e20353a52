/** What the tables share: the open session, the schema, and where the two databases differ. */
@NullMarked
package dev.penstock.store.sql;

import org.jspecify.annotations.NullMarked;
