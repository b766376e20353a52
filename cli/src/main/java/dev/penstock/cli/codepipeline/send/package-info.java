/** Signing and sending requests, retries and pages. */
@NullMarked
package dev.penstock.cli.codepipeline.send;

import org.jspecify.annotations.NullMarked;
