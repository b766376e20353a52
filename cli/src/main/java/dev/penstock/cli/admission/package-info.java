/** What can be said of declarations in files before they are saved: {@code penstock lint} and {@code penstock plan}. */
@NullMarked
package dev.penstock.cli.admission;

import org.jspecify.annotations.NullMarked;
