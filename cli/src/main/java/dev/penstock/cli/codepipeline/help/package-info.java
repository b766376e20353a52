/** Manual pages made from the model and its documentation. */
@NullMarked
package dev.penstock.cli.codepipeline.help;

import org.jspecify.annotations.NullMarked;
