/** Comparisons with the AWS CLI where it is installed. */
@NullMarked
package dev.penstock.cli.codepipeline.reference;

import org.jspecify.annotations.NullMarked;
