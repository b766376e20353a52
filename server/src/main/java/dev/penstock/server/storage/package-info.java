/** Where artifacts lie: the server's own S3 endpoint or an external store. */
@NullMarked
package dev.penstock.server.storage;

import org.jspecify.annotations.NullMarked;
