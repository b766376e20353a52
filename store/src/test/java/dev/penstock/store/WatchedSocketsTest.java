package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchedSocketsTest {
    private static final long LONGEST = ReadWatch.LONGEST_READ.toNanos();

    private final AtomicLong now = new AtomicLong(1_001);
    private final Queue<Duration> looks = new ConcurrentLinkedQueue<>();
    private final ReadWatch watch = new ReadWatch(now::get, (delay, look) -> looks.add(delay));

    @Test
    void aReadMayLastAsLongAsItIsAllowedTo() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        ReadWatch.Reads reads = watch.watch(() -> closed.set(true));
        reads.begin();
        now.addAndGet(LONGEST - 1_000_000);
        watch.look();
        assertThat(closed).isFalse();
        now.addAndGet(2_000_000);
        watch.look();
        assertThat(closed).isTrue();
    }

    @Test
    void theWatchLooksWhenAReadMayBeOverdueAndNotAtAllWhileNobodyReads() {
        ReadWatch.Reads first = watch.watch(() -> {});
        ReadWatch.Reads second = watch.watch(() -> {});
        assertThat(looks).isEmpty();
        first.begin();
        second.begin();
        assertThat(looks).containsExactly(ReadWatch.LONGEST_READ);

        first.end();
        now.addAndGet(LONGEST / 2);
        first.begin();
        second.end();
        watch.look();
        assertThat(looks).hasSize(2).endsWith(ReadWatch.LONGEST_READ);

        first.end();
        watch.look();
        assertThat(looks).hasSize(2);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                Socket socket =
                        new WatchedSockets(watch).createSocket(silent.getInetAddress(), silent.getLocalPort())) {
            CountDownLatch reading = new CountDownLatch(1);
            Future<Integer> answer = callers.submit(() -> {
                InputStream in = socket.getInputStream();
                watch.watch(socket).begin(); // as the read is about to do
                reading.countDown();
                return in.read();
            });
            reading.await();
            now.addAndGet(2 * LONGEST);
            watch.look();
            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void aConnectionThatNobodyReadsFromMayRest() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new WatchedSockets(watch).createSocket(server.getInetAddress(), server.getLocalPort());
                Socket other = server.accept()) {
            other.getOutputStream().write(7);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(7);
            now.addAndGet(10 * LONGEST);
            watch.look();
            assertThat(socket.isClosed()).isFalse();
        }
    }
}
