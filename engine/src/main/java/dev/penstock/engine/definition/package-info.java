/** What a pipeline is: its declaration, read the way the engine needs it. */
@NullMarked
package dev.penstock.engine.definition;

import org.jspecify.annotations.NullMarked;
