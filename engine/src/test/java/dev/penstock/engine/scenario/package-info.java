/** The language in which the engine's tests tell their stories: a pipeline is drawn, things happen to it, it is looked at. */
@NullMarked
package dev.penstock.engine.scenario;

import org.jspecify.annotations.NullMarked;
