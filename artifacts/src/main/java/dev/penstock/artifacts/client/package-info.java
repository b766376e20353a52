/** The S3 clients that the server itself uses. */
@NullMarked
package dev.penstock.artifacts.client;

import org.jspecify.annotations.NullMarked;
