package dev.clawgateway.net.websocket;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Allows so many control frames in any window of ten seconds. Confined to one event loop. */
final class ControlFrameLimit {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final IntSupplier maxPerWindow;
    private long windowStart;
    private int count;

    ControlFrameLimit(IntSupplier maxPerWindow, long nowNanos) {
        this.maxPerWindow = maxPerWindow;
        this.windowStart = nowNanos;
    }

    boolean allow(long nowNanos) {
        if (nowNanos - windowStart > WINDOW_NANOS) {
            windowStart = nowNanos;
            count = 0;
        }
        return ++count <= maxPerWindow.getAsInt();
    }
}
