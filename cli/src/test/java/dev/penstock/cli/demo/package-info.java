/** Tests of what the demo shows. */
@NullMarked
package dev.penstock.cli.demo;

import org.jspecify.annotations.NullMarked;
