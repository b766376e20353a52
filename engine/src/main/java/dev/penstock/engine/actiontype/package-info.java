/** Action types: the schema of an action and who performs it. */
@NullMarked
package dev.penstock.engine.actiontype;

import org.jspecify.annotations.NullMarked;
