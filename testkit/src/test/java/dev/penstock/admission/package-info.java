/** Declarations on their way in: judged, stored and read back. */
@NullMarked
package dev.penstock.admission;

import org.jspecify.annotations.NullMarked;
