/** Pipelines and their versions. */
@NullMarked
package dev.penstock.store.pipeline;

import org.jspecify.annotations.NullMarked;
