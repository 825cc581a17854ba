package dev.clawgateway.client.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadLogs;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(1, 1));
    private final Outbox outbox = new Outbox(1000);

    @Test
    void keepsTheOrderOfUpdatesAndOutput() {
        outbox.add(update(1));
        outbox.add(logs("a"));
        outbox.add(update(2));

        assertThat(all()).containsExactly(update(1), logs("a"), update(2));
        assertThat(outbox.next()).isNull();
    }

    @Test
    void sendsAgainWhatALostSessionMayNotHaveCarried() {
        outbox.add(update(1));
        outbox.add(logs("lost"));
        outbox.add(update(2));
        all();
        outbox.add(update(3));

        outbox.sessionLost();

        assertThat(all()).containsExactly(update(1), update(2), update(3));
    }

    @Test
    void forgetsOnlyWhatALaterHeartbeatVouchesFor() {
        outbox.add(update(1));
        all();
        outbox.heartbeatSent();
        outbox.add(update(2));
        all();
        outbox.heartbeatSent();
        outbox.add(update(3));
        all();

        assertThat(outbox.heartbeatAcknowledged(null)).containsExactly(update(1));
        assertThat(outbox.heartbeatAcknowledged(null)).containsExactly(update(2));
        assertThat(outbox.heartbeatAcknowledged(null)).isEmpty();
        outbox.sessionLost();
        assertThat(all()).containsExactly(update(3));
    }

    @Test
    void forgetsOnlyWhatIsConfirmedWhereItAskedForThat() {
        outbox.begin(true);
        outbox.add(update(1));
        outbox.add(update(2));
        assertThat(all()).containsExactly(numbered(1, 1), numbered(2, 2));
        outbox.heartbeatSent();
        outbox.heartbeatSent();
        outbox.heartbeatSent();

        assertThat(outbox.heartbeatAcknowledged(null)).isEmpty();
        assertThat(outbox.heartbeatAcknowledged(1L)).containsExactly(update(1));
        assertThat(outbox.heartbeatAcknowledged(1L)).isEmpty();
        outbox.sessionLost();
        outbox.begin(true);
        assertThat(all()).containsExactly(numbered(2, 1));
    }

    @Test
    void neverTakesReadForDurableOfAGatewayThatHasConfirmedOnce() {
        outbox.begin(true);
        outbox.add(update(1));
        all();
        outbox.heartbeatSent();
        outbox.heartbeatAcknowledged(1L);
        outbox.sessionLost();
        outbox.begin(true);
        outbox.add(update(2));
        all();

        for (int i = 0; i < 20; i++) {
            outbox.heartbeatSent();
            assertThat(outbox.heartbeatAcknowledged(null)).isEmpty();
        }
    }

    @Test
    void takesReadForEnoughOfAGatewayThatNeverConfirms() {
        outbox.begin(true);
        outbox.add(update(1));
        all();
        List<WorkloadUpdate> delivered = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            outbox.heartbeatSent();
            delivered.addAll(outbox.heartbeatAcknowledged(null));
        }

        assertThat(delivered).containsExactly(update(1));
    }

    @Test
    void sendsTheLatestStateOfAnAttemptAndNotItsHistory() {
        outbox.add(update(1));
        outbox.add(update(2));
        outbox.add(logs("a"));
        outbox.add(ended(1));
        assertThat(all()).containsExactly(update(2), logs("a"), ended(1));
        outbox.add(ended(2));

        outbox.sessionLost();

        assertThat(all()).containsExactly(ended(1), ended(2));
    }

    @Test
    void dropsTheOldestOutputAndSaysSo() {
        outbox.add(update(1));
        for (int i = 0; i < 5000; i++) {
            outbox.add(logs("line-" + i));
        }
        outbox.add(update(2));

        List<NodeMessage> sent = all();

        assertThat(sent.getFirst()).isEqualTo(update(1));
        assertThat(sent.getLast()).isEqualTo(update(2));
        List<String> lines =
                sent.stream()
                        .filter(WorkloadLogs.class::isInstance)
                        .flatMap(each -> ((WorkloadLogs) each).lines().stream())
                        .toList();
        assertThat(lines.getLast()).isEqualTo("line-4999");
        assertThat(lines.getFirst())
                .isEqualTo(
                        "["
                                + outbox.droppedLines()
                                + " lines dropped: the gateway was out of reach]");
        assertThat(outbox.droppedLines() + lines.size() - 1).isEqualTo(5000);
    }

    @Test
    void cutsOutputIntoMessagesTheGatewayTakes() {
        WorkloadLogs many = new WorkloadLogs(WORKLOAD, Collections.nCopies(25_000, "x"), false, 1);
        WorkloadLogs large =
                new WorkloadLogs(
                        WORKLOAD, Collections.nCopies(40, "\u0001".repeat(16_384)), false, 1);

        List<WorkloadLogs> batches = LogBatches.of(many);
        List<WorkloadLogs> cut = LogBatches.of(large);

        assertThat(batches)
                .extracting(each -> each.lines().size())
                .containsExactly(10_000, 10_000, 5_000);
        assertThat(cut.stream().mapToInt(each -> each.lines().size()).sum()).isEqualTo(40);
        assertThat(cut)
                .allSatisfy(
                        each -> assertThat(ClawCodec.write(each).length()).isLessThan(1_048_576));
    }

    private List<NodeMessage> all() {
        List<NodeMessage> sent = new ArrayList<>();
        for (NodeMessage next = outbox.next(); next != null; next = outbox.next()) {
            sent.add(next);
        }
        return sent;
    }

    private static WorkloadUpdate update(int attempt) {
        return new WorkloadUpdate(
                WORKLOAD, WorkloadState.RUNNING, null, Instant.EPOCH, attempt, null);
    }

    private static WorkloadUpdate ended(int attempt) {
        return new WorkloadUpdate(
                WORKLOAD, WorkloadState.COMPLETED, null, Instant.EPOCH, attempt, 0);
    }

    private static WorkloadUpdate numbered(int attempt, long report) {
        return new WorkloadUpdate(
                WORKLOAD, WorkloadState.RUNNING, null, Instant.EPOCH, attempt, null, report);
    }

    private static WorkloadLogs logs(String line) {
        return new WorkloadLogs(WORKLOAD, List.of(line), false, 1);
    }
}
