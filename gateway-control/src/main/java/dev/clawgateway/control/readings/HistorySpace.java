package dev.clawgateway.control.readings;

import java.util.concurrent.atomic.AtomicInteger;

/** Room for the histories of so many devices, over all nodes. Safe from any thread. */
final class HistorySpace {
    private final HistoryLimits limits;
    private final AtomicInteger taken = new AtomicInteger();

    HistorySpace(HistoryLimits limits) {
        this.limits = limits;
    }

    HistoryLimits limits() {
        return limits;
    }

    /** Takes room for one more; false where there is none. */
    boolean take() {
        if (taken.get() >= limits.devices()) {
            return false;
        } else if (taken.incrementAndGet() > limits.devices()) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    void give(int devices) {
        taken.addAndGet(-devices);
    }

    int taken() {
        return taken.get();
    }
}
