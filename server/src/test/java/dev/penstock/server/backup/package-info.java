@NullMarked
package dev.penstock.server.backup;

import org.jspecify.annotations.NullMarked;
