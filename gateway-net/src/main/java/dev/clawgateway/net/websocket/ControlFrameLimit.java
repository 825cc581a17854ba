package dev.clawgateway.net.websocket;

import java.util.concurrent.TimeUnit;

/** Allows so many control frames in any window of ten seconds. Confined to one event loop. */
final class ControlFrameLimit {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int maxPerWindow;
    private long windowStart;
    private int count;

    ControlFrameLimit(int maxPerWindow, long nowNanos) {
        this.maxPerWindow = maxPerWindow;
        this.windowStart = nowNanos;
    }

    boolean allow(long nowNanos) {
        if (nowNanos - windowStart > WINDOW_NANOS) {
            windowStart = nowNanos;
            count = 0;
        }
        return ++count <= maxPerWindow;
    }
}
