/** Credentials that open a job's objects and nothing else (spec jobs 17.5). */
@NullMarked
package dev.penstock.artifacts.credentials;

import org.jspecify.annotations.NullMarked;
