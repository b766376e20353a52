/** Recorded invocations of the reference client, run with ours. */
@NullMarked
package dev.penstock.cli.codepipeline.golden;

import org.jspecify.annotations.NullMarked;
