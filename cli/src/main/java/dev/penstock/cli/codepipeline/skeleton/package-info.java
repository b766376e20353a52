/** Samples of requests and answers, made from the model. */
@NullMarked
package dev.penstock.cli.codepipeline.skeleton;

import org.jspecify.annotations.NullMarked;
