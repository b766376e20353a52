package dev.penstock.bench.crash.fault;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.Sources;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.time.TimeSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code penstock up} does, on a clock that can be set: {@code ServerWithClock DATA CLOCK KEY=VALUE...}. Everything else,
 * the waiting included, is the production server's.
 */
public final class ServerWithClock {
    private ServerWithClock() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        Path data = Path.of(arguments[0]);
        TimeSource clock = TimeSource.of(SettableClock.on(Path.of(arguments[1])));
        PenstockServer server =
                PenstockServer.start(data, Settings.load(settings, Map.of(), data), Sources.withClock(clock));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
        System.out.println("Penstock is ready: CodePipeline at " + server.apiEndpoint());
        Thread.currentThread().join();
    }
}
