package dev.clawgateway.simulation.gateway;

import dev.clawgateway.protocol.membership.MembershipAnswer.Memory;
import dev.clawgateway.server.Instruments;
import dev.clawgateway.server.dialect.membership.OwnUsage;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the gateway sees around it: members that answer its probe or do not, and no more. */
final class SimulatedSurroundings {
    private static final int SILENT_ONE_IN = 5;
    private static final int SLOWEST_MILLIS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private SimulatedSurroundings() {}

    static Instruments of(SimulatedProcess process, QuietMeters meters) {
        SimulatedThread thread = process.thread("probe");
        RandomGenerator random = process.dice().stream("probe");
        return new Instruments(
                (_, answered) -> {
                    if (random.nextInt(SILENT_ONE_IN) == 0) {
                        thread.after(PATIENCE, () -> answered.accept(null));
                    } else {
                        int millis = 1 + random.nextInt(SLOWEST_MILLIS);
                        thread.after(
                                Duration.ofMillis(millis), () -> answered.accept((double) millis));
                    }
                },
                new Usage(),
                meters);
    }

    private static final class Usage implements OwnUsage {
        private static final long HEAP = 1L << 30;

        @Override
        public Memory memory() {
            return new Memory(HEAP / 4, HEAP, 25);
        }

        @Override
        public @Nullable Double cpuPercent() {
            return null;
        }

        @Override
        public String platform() {
            return "linux";
        }
    }
}
