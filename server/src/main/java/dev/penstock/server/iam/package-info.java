/** What a caller may do: IAM policy documents. */
@NullMarked
package dev.penstock.server.iam;

import org.jspecify.annotations.NullMarked;
