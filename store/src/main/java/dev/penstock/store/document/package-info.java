/** Records as JSON documents. */
@NullMarked
package dev.penstock.store.document;

import org.jspecify.annotations.NullMarked;
