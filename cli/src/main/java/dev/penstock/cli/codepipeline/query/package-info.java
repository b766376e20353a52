/** JMESPath, for {@code --query}. */
@NullMarked
package dev.penstock.cli.codepipeline.query;

import org.jspecify.annotations.NullMarked;
