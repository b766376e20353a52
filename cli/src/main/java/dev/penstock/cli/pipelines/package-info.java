/** Comfortable commands for people who run pipelines: start and follow, look, approve, retry. Thin over the API. */
@NullMarked
package dev.penstock.cli.pipelines;

import org.jspecify.annotations.NullMarked;
