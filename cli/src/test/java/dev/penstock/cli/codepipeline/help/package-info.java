/** Tests of the manual pages. */
@NullMarked
package dev.penstock.cli.codepipeline.help;

import org.jspecify.annotations.NullMarked;
