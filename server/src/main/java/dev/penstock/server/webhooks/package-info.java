/** Events from outside that start pipelines: who may send them, which of them count, and what they do. */
@NullMarked
package dev.penstock.server.webhooks;

import org.jspecify.annotations.NullMarked;
