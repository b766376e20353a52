package dev.penstock.bench.measure;

import java.time.Duration;

/**
 * What was used so far.
 *
 * @param server processor time of all server processes
 * @param database processor time of the database's processes; zero where the database is part of the server
 * @param client processor time of the load generator
 * @param serverBytes resident memory of the server processes, the highest so far
 */
public record Cost(Duration server, Duration database, Duration client, long serverBytes) {

    Cost until(Cost later) {
        return new Cost(
                later.server.minus(server),
                later.database.minus(database),
                later.client.minus(client),
                later.serverBytes);
    }
}
