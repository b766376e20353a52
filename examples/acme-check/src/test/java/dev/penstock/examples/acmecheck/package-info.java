/** Tests of the example worker. */
@NullMarked
package dev.penstock.examples.acmecheck;

import org.jspecify.annotations.NullMarked;
