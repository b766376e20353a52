/** The Amazon S3 source and deploy actions. */
@NullMarked
package dev.penstock.providers.s3;

import org.jspecify.annotations.NullMarked;
