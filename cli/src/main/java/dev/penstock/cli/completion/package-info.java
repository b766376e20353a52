/** What a shell may offer when its user presses the tab key. */
@NullMarked
package dev.penstock.cli.completion;

import org.jspecify.annotations.NullMarked;
