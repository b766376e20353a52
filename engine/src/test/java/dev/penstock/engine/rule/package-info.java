@NullMarked
package dev.penstock.engine.rule;

import org.jspecify.annotations.NullMarked;
