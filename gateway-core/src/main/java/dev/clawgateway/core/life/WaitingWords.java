package dev.clawgateway.core.life;

import dev.clawgateway.core.workload.Parallel;
import java.time.Instant;
import java.util.List;

/**
 * Why a workload waits, as far as its record alone tells. Whoever asks about one workload is told
 * more, by the placer.
 */
public final class WaitingWords {
    private WaitingWords() {}

    public static String of(Pending waiting, Instant now) {
        List<String> gates = waiting.pendingGates();
        Instant notBefore = waiting.spec().scheduling().queue().notBefore();
        Parallel parallel = waiting.spec().scheduling().parallel();
        WorkerPlace place = waiting.place();
        if (!gates.isEmpty()) {
            return (gates.size() == 1 ? "waits for gate " : "waits for gates ")
                    + String.join(", ", gates);
        } else if (notBefore != null && notBefore.isAfter(now)) {
            return "not before " + notBefore;
        } else if (parallel != null
                && place != null
                && waiting.spec().scheduling().gang() == null
                && place.index() >= parallel.parallelism()) {
            return "waits for its turn: at most "
                    + parallel.parallelism()
                    + " of its workers at once";
        }
        return "waits for its turn in the queue";
    }
}
