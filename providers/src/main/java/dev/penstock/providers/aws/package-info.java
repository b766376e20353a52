/** Clients of AWS services, or of what answers in their place, and what their errors mean. */
@NullMarked
package dev.penstock.providers.aws;

import org.jspecify.annotations.NullMarked;
