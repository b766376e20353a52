/** Values of options and answers, and their JSON and printed forms. */
@NullMarked
package dev.penstock.cli.codepipeline.value;

import org.jspecify.annotations.NullMarked;
