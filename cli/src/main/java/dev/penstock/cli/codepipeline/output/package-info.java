/** The formats in which an answer is printed. */
@NullMarked
package dev.penstock.cli.codepipeline.output;

import org.jspecify.annotations.NullMarked;
