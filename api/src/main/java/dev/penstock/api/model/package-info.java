/** The Smithy model, in the compact form that the build makes of it. */
@NullMarked
package dev.penstock.api.model;

import org.jspecify.annotations.NullMarked;
