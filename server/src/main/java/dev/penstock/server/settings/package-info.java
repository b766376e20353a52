/** Settings: typed, with defaults, units and source. */
@NullMarked
package dev.penstock.server.settings;

import org.jspecify.annotations.NullMarked;
