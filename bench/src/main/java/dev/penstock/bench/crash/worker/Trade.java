package dev.penstock.bench.crash.worker;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a worker works at: one queue of jobs. */
enum Trade {
    FEED("Source", "Custom", "Feed"),
    MILL("Build", "Custom", "Mill"),
    FERRY("Deploy", "ThirdParty", "Ferry");

    final String category;
    final String owner;
    final String provider;

    Trade(String category, String owner, String provider) {
        this.category = category;
        this.owner = owner;
        this.provider = provider;
    }

    boolean partner() {
        return this == FERRY;
    }

    /** The operation for jobs of this owner, for example {@code AcknowledgeJob} and {@code AcknowledgeThirdPartyJob}. */
    String operation(String before, String after) {
        return before + (partner() ? "ThirdParty" : "") + after;
    }

    /** Input of a poll for up to so many jobs. */
    ObjectNode poll(int most) {
        ObjectNode input = JsonMapper.shared().createObjectNode().put("maxBatchSize", most);
        input.putObject("actionTypeId")
                .put("category", category)
                .put("owner", owner)
                .put("provider", provider)
                .put("version", "1");
        return input;
    }
}
