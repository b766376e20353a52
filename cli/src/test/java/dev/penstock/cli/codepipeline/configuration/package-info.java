/** Tests of the settings that the commands of {@code codepipeline} read. */
@NullMarked
package dev.penstock.cli.codepipeline.configuration;

import org.jspecify.annotations.NullMarked;
