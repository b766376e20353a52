/** The tags of resources. */
@NullMarked
package dev.penstock.store.tag;

import org.jspecify.annotations.NullMarked;
