package dev.penstock.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of pooled connections, closed when an answer does not come. A socket's own time-out would do that too, but is a
 * timer for each read: on virtual threads it is set and cleared by waking another thread each time, which was a third of all
 * that a busy server did. Here a read only notes when it began, and {@link ReadWatch} looks at all of them once in a while.
 * Thread-safe.
 *
 * <p>Public, with a public constructor, because the driver makes it by name.
 */
public final class WatchedSockets extends SocketFactory {
    private final ReadWatch watch;

    /** All sockets that are made this way have one watch. */
    public WatchedSockets() {
        this(ReadWatch.common());
    }

    WatchedSockets(ReadWatch watch) {
        this.watch = watch;
    }

    @Override
    public Socket createSocket() {
        return new Watched(watch);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, @Nullable InetAddress localHost, int localPort)
            throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, @Nullable InetAddress localHost, int localPort)
            throws IOException {
        Socket socket = createSocket();
        try {
            socket.bind(new InetSocketAddress(localHost, localPort));
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class Watched extends Socket {
        private final ReadWatch watch;
        private Optional<NotedReads> reads = Optional.empty();

        Watched(ReadWatch watch) {
            this.watch = watch;
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (reads.isEmpty()) {
                NotedReads noted = new NotedReads(super.getInputStream(), watch.watch(this));
                reads = Optional.of(noted);
            }
            return reads.get();
        }

        @Override
        public void close() throws IOException {
            watch.forget(this);
            super.close();
        }
    }

    private static final class NotedReads extends FilterInputStream {
        private final ReadWatch.Reads reads;

        NotedReads(InputStream in, ReadWatch.Reads reads) {
            super(in);
            this.reads = reads;
        }

        @Override
        public int read() throws IOException {
            reads.begin();
            try {
                return super.read();
            } finally {
                reads.end();
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            reads.begin();
            try {
                return super.read(into, offset, length);
            } finally {
                reads.end();
            }
        }
    }
}
