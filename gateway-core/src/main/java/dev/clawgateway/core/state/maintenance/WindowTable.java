package dev.clawgateway.core.state.maintenance;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The windows that are planned or on, by name. */
public final class WindowTable {
    private final Map<String, MaintenanceWindow> windows = new TreeMap<>();
    private final Supplier<Duration> grace;

    /**
     * @param grace between the order to stop and the end that follows at the latest
     */
    public WindowTable(Supplier<Duration> grace) {
        this.grace = grace;
    }

    Duration grace() {
        return grace.get();
    }

    /** How long before its begin a window closes its nodes: at least as long as a stop takes. */
    Duration lead(MaintenanceWindow window) {
        return window.lead().compareTo(grace()) < 0 ? grace() : window.lead();
    }

    /** The one that says most about a node; null when none concerns it. */
    public @Nullable MaintenanceWindow of(NodeRecord node) {
        return windows.isEmpty() ? null : MaintenanceWindow.of(node, windows.values());
    }

    /** By when work on a node has to end; null when no window closes it yet, or it is closed. */
    public SchedulableNode.@Nullable Closing closing(NodeRecord node) {
        MaintenanceWindow next = of(node);
        return next == null || next.closed()
                ? null
                : new SchedulableNode.Closing(next.from().minus(grace()), next.text());
    }

    /** Of the one of that name; null when there is none. */
    public @Nullable Long revision(String name) {
        MaintenanceWindow window = windows.get(name);
        return window == null ? null : window.revision();
    }

    @Nullable MaintenanceWindow window(String name) {
        return windows.get(name);
    }

    Collection<MaintenanceWindow> all() {
        return windows.values();
    }

    void put(MaintenanceWindow window) {
        windows.put(window.name(), window);
    }

    void remove(String name) {
        windows.remove(name);
    }
}
