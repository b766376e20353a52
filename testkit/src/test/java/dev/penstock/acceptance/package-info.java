/** The acceptance checks of the job protocol, over HTTP with the AWS SDK against a whole server (spec jobs 25). */
@NullMarked
package dev.penstock.acceptance;

import org.jspecify.annotations.NullMarked;
