/** Action types: built-in, custom and partners'. */
@NullMarked
package dev.penstock.store.actiontype;

import org.jspecify.annotations.NullMarked;
