/** The operator's commands, over the signed admin API. */
@NullMarked
package dev.penstock.cli.admin;

import org.jspecify.annotations.NullMarked;
