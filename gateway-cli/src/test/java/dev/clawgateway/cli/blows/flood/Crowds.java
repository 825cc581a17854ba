package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Many at once, each on a thread of its own. */
final class Crowds {
    /** Fewer than a listener's backlog, so that none waits for a second connection request. */
    private static final int CONNECTING_AT_ONCE = 64;

    private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);
    private final Tally tally;

    Crowds(Tally tally) {
        this.tally = tally;
    }

    /** What one of them does; what it returns, or why it failed, is counted. */
    @FunctionalInterface
    interface Member {
        String act(int index) throws IOException;
    }

    /** Returns when all are done. */
    void run(int count, Member member) throws InterruptedException {
        List<Thread> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            all.add(Thread.ofVirtual().start(() -> act(index, member)));
        }
        for (Thread one : all) {
            one.join();
        }
    }

    /** The same again and again, as long as the flood goes on, and at least once. */
    void repeat(Flood.Size size, int count, Member member) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(size.seconds()).toNanos();
        do {
            run(count, member);
        } while (System.nanoTime() < end);
    }

    private void act(int index, Member member) {
        try {
            tally.count(member.act(index));
        } catch (IOException e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            boolean told = message.startsWith("HTTP ") || message.startsWith("close ");
            tally.count(told ? message : "dropped");
        }
    }

    /** Connects without crowding those who listen. */
    <T> T connecting(Connect<T> connect) throws IOException {
        connecting.acquireUninterruptibly();
        try {
            return connect.open();
        } finally {
            connecting.release();
        }
    }

    /** How a connection comes about. */
    @FunctionalInterface
    interface Connect<T> {
        T open() throws IOException;
    }
}
