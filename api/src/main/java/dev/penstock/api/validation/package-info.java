/** The constraints of the model, checked and worded as AWS does. */
@NullMarked
package dev.penstock.api.validation;

import org.jspecify.annotations.NullMarked;
