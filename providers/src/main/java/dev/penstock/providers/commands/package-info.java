/** Runs shell commands on the server's machine. */
@NullMarked
package dev.penstock.providers.commands;

import org.jspecify.annotations.NullMarked;
