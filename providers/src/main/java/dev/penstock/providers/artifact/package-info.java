/** Input artifacts as files. */
@NullMarked
package dev.penstock.providers.artifact;

import org.jspecify.annotations.NullMarked;
