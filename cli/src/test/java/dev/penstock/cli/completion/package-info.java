/** Tests of what shells are offered. */
@NullMarked
package dev.penstock.cli.completion;

import org.jspecify.annotations.NullMarked;
