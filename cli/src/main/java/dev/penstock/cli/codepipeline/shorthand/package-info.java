/** The short syntax of structures, for example {@code name=a,value=1}. */
@NullMarked
package dev.penstock.cli.codepipeline.shorthand;

import org.jspecify.annotations.NullMarked;
