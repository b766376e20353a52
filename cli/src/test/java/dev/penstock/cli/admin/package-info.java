/** Tests of the operator's commands. */
@NullMarked
package dev.penstock.cli.admin;

import org.jspecify.annotations.NullMarked;
