/** Tests of where credentials come from. */
@NullMarked
package dev.penstock.cli.codepipeline.credentials;

import org.jspecify.annotations.NullMarked;
