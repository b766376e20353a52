/**
 * Strict JSON: read into the AWS SDK's classes or into trees typed by the model, and written from them.
 */
@NullMarked
package dev.penstock.api.json;

import org.jspecify.annotations.NullMarked;
