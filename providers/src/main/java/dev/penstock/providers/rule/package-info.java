/** Rules of stage conditions that ask an AWS service. */
@NullMarked
package dev.penstock.providers.rule;

import org.jspecify.annotations.NullMarked;
