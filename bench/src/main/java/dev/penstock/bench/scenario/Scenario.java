package dev.penstock.bench.scenario;

import dev.penstock.bench.site.Servers;
import java.util.Map;

/** A kind of work to measure. */
public interface Scenario {

    /**
     * What it is.
     *
     * @param name as the command line says it
     * @param summary one sentence
     * @param unit what one operation is, for example {@code cycle}
     * @param workers how many, if nobody says otherwise
     */
    record About(String name, String summary, String unit, int workers) {}

    About about();

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
