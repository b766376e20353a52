/** Words of a command line: commands, options, and what is wrong with them. */
@NullMarked
package dev.penstock.cli.codepipeline.grammar;

import org.jspecify.annotations.NullMarked;
