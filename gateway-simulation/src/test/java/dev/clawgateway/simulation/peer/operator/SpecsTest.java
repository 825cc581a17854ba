package dev.clawgateway.simulation.peer.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.peer.Taste;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SpecsTest {
    private static final int MANY = 3000;

    private static WorkloadSpec draw(long seed) {
        RandomGenerator dice = new Dice(seed).stream("spec");
        Set<Taste> tastes = EnumSet.noneOf(Taste.class);
        for (Taste taste : Taste.values()) {
            if (dice.nextInt(4) == 0) {
                tastes.add(taste);
            }
        }
        return new Specs(tastes, dice, SimulatedMachine.BEGINNING).draw();
    }

    @Test
    void everySpecIsAcceptableAndPassesTheWireUnchanged() throws Exception {
        for (int seed = 0; seed < MANY; seed++) {
            WorkloadSpec spec = draw(seed);

            CliRequest request = new CliRequest.StartWorkload(null, spec, true);
            CliRequest read = ClawCodec.readRequest(ClawCodec.write(request));

            assertThat(SpecRules.violation(spec)).as("seed %d", seed).isEmpty();
            assertThat(read).as("seed %d", seed).isEqualTo(request);
        }
    }

    @Test
    void theSameDiceGiveTheSameSpecAndOthersOthers() {
        Set<String> texts = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            CliRequest once = new CliRequest.StartWorkload(null, draw(seed), true);
            CliRequest twice = new CliRequest.StartWorkload(null, draw(seed), true);
            assertThat(ClawCodec.write(twice)).isEqualTo(ClawCodec.write(once));
            texts.add(ClawCodec.write(once));
        }

        assertThat(texts).hasSizeGreaterThan(MANY * 9 / 10);
    }
}
