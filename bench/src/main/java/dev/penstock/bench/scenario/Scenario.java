package dev.penstock.bench.scenario;

import dev.penstock.bench.site.Servers;
import java.util.Map;

/** A kind of work to measure. */
public interface Scenario {

    /** As the command line names it. */
    String name();

    /** One sentence. */
    String summary();

    /** What one operation is, for example {@code cycle}. */
    String unit();

    /** Workers if nobody says otherwise. */
    int workers();

    /** Settings of the server that the scenario needs, unless somebody says otherwise. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Whether this is for the HTTP server without Penstock. */
    default boolean bare() {
        return false;
    }

    /** Whether it stops the servers that it was given, and works on with their database. */
    default boolean stopsServers() {
        return false;
    }

    /** Whether the workers are measured twice, first alone, then while something disturbs them. */
    default boolean disturbed() {
        return false;
    }

    /**
     * Makes accounts, types, pipelines and whatever else the work needs.
     *
     * @param sdk whether workers call through the AWS SDK
     * @param history past executions to make first, where the scenario looks at some
     * @param pipelines pipelines to make first, likewise
     */
    record Needs(Servers servers, int workers, boolean sdk, int history, int pipelines) {}

    /** Prepares the work on running servers. */
    Work prepare(Needs needs);
}
