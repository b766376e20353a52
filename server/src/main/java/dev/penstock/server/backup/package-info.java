/** Backups of a server's data folder, made while it works, and how a folder is made from one. */
@NullMarked
package dev.penstock.server.backup;

import org.jspecify.annotations.NullMarked;
