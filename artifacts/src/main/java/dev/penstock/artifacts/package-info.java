@NullMarked
package dev.penstock.artifacts;

import org.jspecify.annotations.NullMarked;
