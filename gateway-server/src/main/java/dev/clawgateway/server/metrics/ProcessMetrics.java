package dev.clawgateway.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;

/** The process: JVM, processor, files, and which build it is. */
final class ProcessMetrics implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final JvmGcMetrics collections = new JvmGcMetrics();

    ProcessMetrics(MeterRegistry registry, String version) {
        // Named against Prometheus' conventions; the first is replaced below.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        cpuSeconds(registry);
        Gauge.builder("gateway.build.info", () -> 1)
                .description("Always 1; the labels say which build this is")
                .tag("version", version)
                .tag("java_version", Runtime.version().toString())
                .register(registry);
    }

    private static void cpuSeconds(MeterRegistry registry) {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FunctionCounter.builder(
                        "process.cpu.seconds",
                        system,
                        os -> os.getProcessCpuTime() / NANOS_PER_SECOND)
                .description("Processor time that this process has taken")
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
