/** The reference of the API in {@code docs/api}: made from the IDL and from what a real server answers. */
@NullMarked
package dev.penstock.reference;

import org.jspecify.annotations.NullMarked;
