package dev.penstock.server.http;

import java.time.Duration;

/**
 * @param name of what listens, and {@code portOption} how its port is chosen, for whoever finds the port taken
 * @param bind address to listen on
 * @param port 0 for any free one
 * @param idleTimeout after which a silent connection, or one that stalls in the middle of a request, is closed
 * @param drainTimeout how long running requests may take to finish when the server stops
 * @param connections that may be open at a time; who comes then waits
 */
public record HttpSettings(
        String name,
        String portOption,
        String bind,
        int port,
        Duration idleTimeout,
        Duration drainTimeout,
        int connections) {}
