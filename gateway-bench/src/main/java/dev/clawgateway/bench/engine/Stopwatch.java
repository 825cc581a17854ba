package dev.clawgateway.bench.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time and garbage of the calling thread. Time is the thread's own CPU time, so that a busy machine
 * does not count; the wall clock is beside it.
 */
final class Stopwatch {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long bytes;
    private final long cpuNanos;
    private final long wallNanos;

    Stopwatch() {
        bytes = threads.getCurrentThreadAllocatedBytes();
        wallNanos = System.nanoTime();
        cpuNanos = threads.getCurrentThreadCpuTime();
    }

    double cpuMillis() {
        return (threads.getCurrentThreadCpuTime() - cpuNanos) / 1e6;
    }

    double wallMillis() {
        return (System.nanoTime() - wallNanos) / 1e6;
    }

    long bytes() {
        return threads.getCurrentThreadAllocatedBytes() - bytes;
    }
}
