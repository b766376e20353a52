/** The commands {@code penstock codepipeline ...}: those of {@code aws codepipeline ...}, without the AWS SDK. */
@NullMarked
package dev.penstock.cli.codepipeline;

import org.jspecify.annotations.NullMarked;
