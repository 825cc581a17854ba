package dev.clawgateway.server.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an audit log costs a gateway that is changed 10,000 times a second, beside one that keeps
 * none: both on one disk, in turn, the order turned round each time. Reports and does not judge, so
 * no run of all tests includes it: see docs/benchmarks.md.
 */
class AuditCost {
    private final int pairs = Integer.getInteger("pairs", 10);
    private final int rate = Integer.getInteger("rate", 10_000);
    private final Duration span = Duration.ofSeconds(Integer.getInteger("secs", 2));

    @TempDir private Path folder;

    /** A line of CSV for each round. */
    @Test
    void report() throws IOException, InterruptedException {
        System.out.println(
                "audit,changes,per_second,median_ms,p99_ms,max_ms,store_cpu_us,control_cpu_us,"
                        + "audit_cpu_us,log_bytes");
        try (ChangedGateway without = ChangedGateway.start(folder.resolve("without"), false);
                ChangedGateway with = ChangedGateway.start(folder.resolve("with"), true)) {
            without.round(rate, span); // cold
            with.round(rate, span);
            for (int pair = 0; pair < pairs; pair++) {
                ChangedGateway first = pair % 2 == 0 ? without : with;
                tell(first);
                tell(pair % 2 == 0 ? with : without);
            }
        }
    }

    private void tell(ChangedGateway gateway) throws IOException, InterruptedException {
        ChangedGateway.Round round = gateway.round(rate, span);
        System.out.printf(
                Locale.ROOT,
                "%s,%d,%.0f,%.2f,%.2f,%.1f,%.2f,%.2f,%.2f,%.0f%n",
                gateway.audited() ? "kept" : "none",
                round.changes(),
                round.changes() / (round.nanos() / 1e9),
                round.waits().median() / 1e6,
                round.waits().p99() / 1e6,
                round.waits().longest() / 1e6,
                round.storeMicros(),
                round.controlMicros(),
                round.auditMicros(),
                (double) round.logBytes() / round.changes());
    }
}
