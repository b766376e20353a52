/** Settings, profiles and credentials from the environment and AWS's files. */
@NullMarked
package dev.penstock.cli.codepipeline.configuration;

import org.jspecify.annotations.NullMarked;
