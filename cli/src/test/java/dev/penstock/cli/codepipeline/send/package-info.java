/** Tests of sending. */
@NullMarked
package dev.penstock.cli.codepipeline.send;

import org.jspecify.annotations.NullMarked;
