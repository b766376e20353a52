/** What the servers on one database do in the background, each piece of it once: db-scheduler tasks. */
@NullMarked
package dev.penstock.server.tasks;

import org.jspecify.annotations.NullMarked;
