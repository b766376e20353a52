/** Tests of the comfortable commands. */
@NullMarked
package dev.penstock.cli.pipelines;

import org.jspecify.annotations.NullMarked;
