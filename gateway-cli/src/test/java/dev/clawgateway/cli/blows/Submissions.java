package dev.clawgateway.cli.blows;

import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Submissions one after another, of work that waits for ever; knows which were acknowledged. */
final class Submissions {
    /** More than any node has, so that it only waits. */
    private static final int TOO_MANY_GPUS = 64;

    private final GatewayApi gateway;
    private final int bytes;
    private final Random random = new Random(1);
    private final List<WorkloadId> acknowledged = new ArrayList<>();
    private Duration last = Duration.ZERO;

    /**
     * @param bytes of each, so that a disk is full sooner; no two are alike, nor can be made
     *     smaller
     */
    Submissions(GatewayApi gateway, int bytes) {
        this.gateway = gateway;
        this.bytes = bytes;
    }

    /** Null when it was acknowledged; else what was answered in its place. */
    @Nullable String submit() {
        WorkloadSpec spec =
                new WorkloadSpec(
                        WorkloadSpec.PROCESS_IMAGE,
                        List.of("true"),
                        Map.of("FILLING", filling()),
                        TOO_MANY_GPUS,
                        0,
                        0);
        long begin = System.nanoTime();
        try {
            acknowledged.add(gateway.workloads().submit(null, spec, true).workload());
            return null;
        } catch (GatewayException e) {
            return String.valueOf(e.getMessage());
        } finally {
            last = Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private String filling() {
        byte[] raw = new byte[bytes / 2];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    /** Until one is not acknowledged, and what was answered then; null when all are. */
    @Nullable String untilRefused(int most) {
        String answer = submit();
        for (int more = 1; answer == null && more < most; more++) {
            answer = submit();
        }
        return answer;
    }

    /** How long the last answer took. */
    Duration last() {
        return last;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Those of the acknowledged that a gateway does not know. */
    List<WorkloadId> lost(GatewayApi now) {
        Set<WorkloadId> known = new HashSet<>();
        now.workloads().list(WorkloadQuery.ALL).forEach(workload -> known.add(workload.id()));
        return acknowledged.stream().filter(id -> !known.contains(id)).toList();
    }
}
