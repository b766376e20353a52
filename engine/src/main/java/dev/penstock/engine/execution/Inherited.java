package dev.penstock.engine.execution;

import dev.penstock.engine.artifact.ArtifactLocation;
import java.util.Map;

/**
 * What a rollback takes over from its target: everything the target's earlier stages made (spec engine 5.4). Copied when
 * the rollback starts, so it does not depend on the target's record afterwards.
 *
 * @param artifacts by artifact name
 * @param variables output variables by namespace
 */
public record Inherited(Map<String, ArtifactLocation> artifacts, Map<String, Map<String, String>> variables) {}
