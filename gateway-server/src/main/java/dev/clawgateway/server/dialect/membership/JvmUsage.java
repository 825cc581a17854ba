package dev.clawgateway.server.dialect.membership;

import com.sun.management.OperatingSystemMXBean;
import dev.clawgateway.protocol.membership.MembershipAnswer.Memory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the gateway's own process takes, as the JVM measures it. */
public final class JvmUsage implements OwnUsage {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long total = heap.getMax() > 0 ? heap.getMax() : heap.getCommitted();
        return new Memory(heap.getUsed(), total, rounded(100.0 * heap.getUsed() / total));
    }

    @Override
    public @Nullable Double cpuPercent() {
        double load = SYSTEM.getProcessCpuLoad();
        return load >= 0 ? rounded(100 * load) : null;
    }

    private static double rounded(double percent) {
        return Math.round(percent * 100) / 100.0;
    }

    @Override
    public String platform() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
