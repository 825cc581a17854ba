package dev.clawgateway.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.audit.AuditLimits;
import dev.clawgateway.server.audit.AuditLog;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulatedLinesTest {
    private final Dice dice = new Dice(7);
    private final Agenda agenda = new Agenda(dice);
    private final Time time = new SimulatedMachine("gateway", agenda, dice).start("gateway").time();
    private final List<String> told = new ArrayList<>();
    private final SimulatedLines lines = new SimulatedLines(dice, told::add);

    private AuditLog begun(AuditMark noted) {
        AuditLog log = new AuditLog(lines.folder(), AuditLimits.DEFAULT, time);
        log.begin(noted);
        return log;
    }

    private static void writes(AuditLog log, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(
                            log.write(
                                    List.of(
                                            new AuditEntry(
                                                    Caller.GATEWAY,
                                                    "nodes.drain",
                                                    AuditEntry.About.GATEWAY,
                                                    Map.of(),
                                                    Map.of(),
                                                    AuditEntry.Result.DONE,
                                                    null))))
                    .isTrue();
        }
    }

    @Test
    void keepsWhatIsSyncedOverALossOfPower() {
        AuditLog log = begun(AuditMark.NONE);
        writes(log, 5);
        AuditMark safe = log.look();
        writes(log, 20);
        lines.losePower();

        assertThat(begun(safe).warnings()).isEmpty();
    }

    @Test
    void goesOnWithoutWhoeverWasTakenForDead() {
        AuditLog old = begun(AuditMark.NONE);
        AuditLog next = begun(old.look());
        int before = told.size();

        writes(old, 3);
        assertThat(told).hasSize(before);
        writes(next, 1);
        assertThat(told).hasSize(before + 1).last().asString().contains("\"seq\":3,");
    }
}
