/** The CodePipeline API as data. */
@NullMarked
package dev.penstock.api;

import org.jspecify.annotations.NullMarked;
