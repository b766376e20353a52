/** Scenarios: folders that tell what happens to a pipeline and where it ends, played on whatever speaks the API. */
@NullMarked
package dev.penstock.scenario;

import org.jspecify.annotations.NullMarked;
