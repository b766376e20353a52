/** An example of a partner's job worker: AcmeCheck runs the tests that come with a source bundle. */
@NullMarked
package dev.penstock.examples.acmecheck;

import org.jspecify.annotations.NullMarked;
