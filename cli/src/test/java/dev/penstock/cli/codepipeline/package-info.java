/** Tests of the commands of {@code penstock codepipeline}. */
@NullMarked
package dev.penstock.cli.codepipeline;

import org.jspecify.annotations.NullMarked;
