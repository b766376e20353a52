/** Artifacts: where they lie and what revision they carry. */
@NullMarked
package dev.penstock.engine.artifact;

import org.jspecify.annotations.NullMarked;
