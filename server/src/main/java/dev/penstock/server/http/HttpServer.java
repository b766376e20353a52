package dev.penstock.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: Jetty with a virtual thread for each request. Every answer carries a request id; every failure
 * becomes an error in the API's form, and faults of ours are logged under that id and shown without detail.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    static final String REQUEST_ID = "x-amzn-RequestId";
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** Jetty's own threads, which accept connections and watch sockets; requests run elsewhere. */
    private static final int NETWORK_THREADS = 16;

    /** Clients keep connections open that they do not use; a server that ends waits no longer for these. */
    private static final Duration IDLE_CONNECTION_AT_THE_END = Duration.ofMillis(100);

    private static final int HEADER_BYTES = 32 * 1024;

    private final Javalin javalin;
    private final ExecutorService requests;

    private HttpServer(Javalin javalin, ExecutorService requests) {
        this.javalin = javalin;
        this.requests = requests;
    }

    /**
     * Starts to listen.
     *
     * @param clock what {@code Date} says; SDKs correct a wrong clock of theirs by it, so it must be the clock that
     *     signatures are checked against
     * @param requestIds UUIDs for the header {@code x-amzn-RequestId}
     * @throws IllegalStateException if a route declares no access, or the port is taken
     */
    public static HttpServer start(
            HttpSettings settings, Routes routes, Supplier<String> requestIds, InstantSource clock) {
        ExecutorService requests = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings, requests, requestIds);
            routes.register(config, HttpServer::answeringFailures);
            config.routes.exception(HttpResponseException.class, (failure, ctx) -> answer(WireError.of(failure), ctx));
        });
        javalin.unsafe.servletRequestLifecycle.addFirst((submit, servlet, ctx, uri) ->
                ctx.header(REQUEST_ID, requestIds.get()).header("Date", DATE.format(clock.instant())));
        Routes.check(javalin.unsafe.internalRouter.allHttpHandlers());
        try {
            return new HttpServer(javalin.start(), requests);
        } catch (JavalinBindException e) {
            requests.shutdownNow();
            throw new IllegalStateException(
                    settings.name() + " cannot listen on " + settings.bind() + ":" + settings.port()
                            + ": the port is in use. Choose another one with " + settings.portOption() + ".",
                    e);
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /**
     * Stops to take connections, lets running requests finish within the drain timeout, then ends. Whoever parks
     * requests must wake them first.
     */
    @Override
    public void close() {
        javalin.stop();
        requests.shutdownNow();
    }

    private static void configure(
            JavalinConfig config, HttpSettings settings, ExecutorService requests, Supplier<String> requestIds) {
        QueuedThreadPool threads = new QueuedThreadPool(NETWORK_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(requests);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.drainTimeout().toMillis());
            server.setStopAtShutdown(false);
            server.setHandler(new GracefulHandler());
            server.setErrorHandler(new JettyErrors(requestIds));
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(HEADER_BYTES);
        });
        config.jetty.addConnector((server, http) -> connector(settings, server, http));
    }

    private static Connector connector(HttpSettings settings, Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.addBean(new NetworkConnectionLimit(settings.connections(), connector));
        connector.setShutdownIdleTimeout(IDLE_CONNECTION_AT_THE_END.toMillis());
        return connector;
    }

    /** Here and not in Javalin's own mapping, which answers timeouts and errors of the machine in its own form. */
    private static Handler answeringFailures(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (Throwable failure) {
                WireError error = WireError.of(failure);
                if (error.internal()) {
                    LOG.error("request {} failed", ctx.res().getHeader(REQUEST_ID), failure);
                }
                answer(error, ctx);
            } finally {
                // A held poll that was interrupted may leave its mark, which would break the writing of the answer.
                Thread.interrupted();
            }
        };
    }

    private static void answer(WireError error, Context ctx) {
        ctx.status(error.status())
                .header("x-amzn-ErrorType", error.type())
                .contentType(ApiEndpoint.CONTENT_TYPE)
                .result(error.body());
    }
}
