@NullMarked
package dev.penstock.providers;

import org.jspecify.annotations.NullMarked;
