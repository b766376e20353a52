/** Tells the world what happens: publishes events, sends them to subscribers, and lets readers follow them. */
@NullMarked
package dev.penstock.server.events;

import org.jspecify.annotations.NullMarked;
