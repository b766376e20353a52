package dev.penstock.engine.rule;

import software.amazon.awssdk.services.codepipeline.model.RuleCategory;
import software.amazon.awssdk.services.codepipeline.model.RuleOwner;
import software.amazon.awssdk.services.codepipeline.model.RuleTypeId;

/** Names a rule type. Category and owner are always {@code Rule} and {@code AWS} (spec engine 6.3). */
public record RuleTypeKey(String provider, String version) {

    /** An absent version is the first. */
    public static RuleTypeKey of(RuleTypeId id) {
        return new RuleTypeKey(id.provider(), id.version() == null ? "1" : id.version());
    }

    public RuleTypeId toId() {
        return RuleTypeId.builder()
                .category(RuleCategory.RULE)
                .owner(RuleOwner.AWS)
                .provider(provider)
                .version(version)
                .build();
    }

    /** Name of the queue that jobs of this type wait in; the server's own workers take them. */
    public String queue() {
        return "server:" + this;
    }

    /** {@code Rule/AWS/PROVIDER/VERSION}. */
    @Override
    public String toString() {
        return "Rule/AWS/" + provider + "/" + version;
    }
}
