/** What a request must be before it is sent. */
@NullMarked
package dev.penstock.cli.codepipeline.validation;

import org.jspecify.annotations.NullMarked;
