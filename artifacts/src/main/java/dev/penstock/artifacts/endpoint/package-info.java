/** The embedded S3 endpoint: who calls, what they may do, and S3Proxy's handler behind both questions. */
@NullMarked
package dev.penstock.artifacts.endpoint;

import org.jspecify.annotations.NullMarked;
