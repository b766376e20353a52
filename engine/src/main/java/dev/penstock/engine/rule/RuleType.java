package dev.penstock.engine.rule;

import dev.penstock.engine.actiontype.ArtifactCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The schema of a rule.
 *
 * @param inputs how many input artifacts it takes
 * @param timeout limit of a rule execution without a limit of its own (spec engine 6.3)
 * @param longest what no limit of a rule's own can exceed
 */
public record RuleType(
        RuleTypeKey key, List<RuleProperty> properties, ArtifactCount inputs, Duration timeout, Duration longest) {

    /** One configuration property. */
    public record RuleProperty(String name, boolean required, String description) {}

    public Optional<RuleProperty> property(String name) {
        return properties.stream().filter(known -> known.name().equals(name)).findFirst();
    }
}
