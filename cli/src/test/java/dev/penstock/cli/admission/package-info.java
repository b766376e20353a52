/** Tests of {@code penstock lint}. */
@NullMarked
package dev.penstock.cli.admission;

import org.jspecify.annotations.NullMarked;
