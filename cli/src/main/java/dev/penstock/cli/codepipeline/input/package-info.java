/** From the words of options and files to the members of a request. */
@NullMarked
package dev.penstock.cli.codepipeline.input;

import org.jspecify.annotations.NullMarked;
