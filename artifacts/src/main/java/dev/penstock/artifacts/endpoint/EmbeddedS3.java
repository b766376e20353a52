package dev.penstock.artifacts.endpoint;

import dev.penstock.artifacts.credentials.JobAccess;
import dev.penstock.artifacts.credentials.SessionTokens;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint on a folder: AWS signature version 4 required, path-style and virtual-host-style addresses, keys of
 * accounts and of jobs. Starting binds the port; {@link #close} lets running requests finish.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

    /** Clients keep connections open that they do not use; a server that ends waits no longer for these. */
    private static final Duration IDLE_CONNECTION_AT_THE_END = Duration.ofMillis(100);

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Server server;
    private final ServerConnector connector;
    private final String bind;

    /**
     * @throws IOException when the folder cannot be used, or the port is taken; the message says what to do
     */
    public static EmbeddedS3 start(
            EmbeddedS3Settings settings,
            AccountKeys accountKeys,
            SessionTokens tokens,
            JobAccess jobs,
            InstantSource clock)
            throws IOException {
        Path buckets = Files.createDirectories(settings.folder().resolve("buckets"));
        Path owners = Files.createDirectories(settings.folder().resolve("owners"));
        requireAttributes(buckets);
        EmbeddedS3 endpoint = new EmbeddedS3(
                settings, servlet(settings, buckets, new FolderBucketOwners(owners), accountKeys, tokens, jobs, clock));
        endpoint.start(settings);
        return endpoint;
    }

    private static S3Servlet servlet(
            EmbeddedS3Settings settings,
            Path buckets,
            BucketOwners owners,
            AccountKeys accountKeys,
            SessionTokens tokens,
            JobAccess jobs,
            InstantSource clock) {
        return new S3Servlet(
                new S3Requests(new FilesystemNio2BlobStore(buckets.toString()), owners),
                new Authenticator(accountKeys, tokens, jobs, owners, clock),
                owners,
                new Addressing(settings.domains()));
    }

    private EmbeddedS3(EmbeddedS3Settings settings, S3Servlet servlet) {
        bind = settings.bind();
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("s3");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("s3-", 0).factory()));
        server = new Server(threads);
        server.setStopTimeout(DRAIN.toMillis());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Keys may hold anything: encoded slashes, empty segments. Signing needs them exactly as they were sent.
        http.setUriCompliance(UriCompliance.LEGACY);
        http.setHttpCompliance(HttpCompliance.LEGACY);
        // Signatures cover header values letter by letter; the cache would answer with its own spelling.
        http.setHeaderCacheCaseSensitive(true);
        // An object of type application/x-www-form-urlencoded is an object, not parameters.
        http.setFormEncodedMethods();
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_CONNECTION.toMillis());
        connector.setShutdownIdleTimeout(IDLE_CONNECTION_AT_THE_END.toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(new GracefulHandler(context));
    }

    private void start(EmbeddedS3Settings settings) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            if (e.getCause() instanceof BindException || e instanceof BindException) {
                throw new IOException(
                        "The S3 endpoint cannot listen on " + settings.bind() + ":" + settings.port()
                                + ": the port is in use. Choose another one with --s3-port.",
                        e);
            }
            throw new IOException("The S3 endpoint did not start", e);
        }
    }

    /** Type, metadata and ETag of objects are kept in extended attributes; without them objects would lose all three. */
    private static void requireAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder.getParent(), ".probe", "");
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new UnsupportedOperationException("no such view");
            }
            view.write("user.probe", ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException(
                    "The file system of " + folder
                            + " keeps no extended attributes, which the embedded S3 endpoint needs."
                            + " Choose another data folder, or configure an external S3 store.",
                    e);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** The port in use, also when any free one was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where clients reach the endpoint; on all addresses, the loopback one is named. */
    public URI uri() {
        boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
        String host = everywhere ? "127.0.0.1" : bind;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The S3 endpoint did not stop cleanly", e);
        }
    }
}
