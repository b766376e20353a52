package dev.penstock.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The network between a node and something it needs: can be cut, and can hold back what the node sends. */
final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile boolean cut;
    private volatile CountDownLatch open = new CountDownLatch(0);

    /** @param target port on this machine */
    Cable(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                if (cut) {
                    closeAll();
                }
                Thread.ofVirtual().start(() -> pump(near, far, true));
                Thread.ofVirtual().start(() -> pump(far, near, false));
            } catch (IOException e) {
                // the test closed the cable, or the target refuses; the node finds out by itself
            }
        }
    }

    private void pump(Socket from, Socket to, boolean outward) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (outward && open.getCount() > 0) {
                    arrived.countDown();
                    open.await();
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // one end is gone, and so is the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** From now on nothing that the node sends arrives. */
    void hold() {
        open = new CountDownLatch(1);
    }

    /** Waits until something is held back. */
    void awaitHeld() throws InterruptedException {
        arrived.await();
    }

    /** Lets through what was held back. */
    void release() {
        open.countDown();
    }

    /** Ends every connection and makes no new one. */
    void cut() {
        cut = true;
        closeAll();
    }

    void mend() {
        cut = false;
        release();
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        release();
        entrance.close();
        closeAll();
    }
}
