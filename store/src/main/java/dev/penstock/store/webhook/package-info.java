/** Webhooks: what starts a pipeline when somebody outside sends an event. */
@NullMarked
package dev.penstock.store.webhook;

import org.jspecify.annotations.NullMarked;
