/** Tests of artifacts. */
@NullMarked
package dev.penstock.engine.artifact;

import org.jspecify.annotations.NullMarked;
