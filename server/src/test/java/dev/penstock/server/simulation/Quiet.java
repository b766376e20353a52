package dev.penstock.server.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What workers log about faults of the store says nothing when the faults are ours, and there are many. */
final class Quiet {

    private Quiet() {}

    static void please() {
        ((Logger) LoggerFactory.getLogger("dev.penstock.server.workers")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("dev.penstock.server.operations")).setLevel(Level.OFF);
    }
}
