package dev.clawgateway.simulation.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One attempt's life, and a blow between any two things that happen in it: to the agent, to its
 * machine, to its processes. Whatever comes when, it runs once at most, and its end is told.
 */
class KilledAnywhereTest {
    private static final WorkloadId WORK = new WorkloadId(new UUID(3, 1));
    private static final Duration BOUND = Duration.ofSeconds(60);

    enum Life {
        ENDS_BY_ITSELF("work 2 exit=3 lines=2"),
        IS_STOPPED("work 600"),
        IS_STUBBORN("work 600 stubborn"),
        ENDS_AT_ONCE("work 0 lines=1");

        private final String command;

        Life(String command) {
            this.command = command;
        }

        LoneMachine begin() {
            LoneMachine world = new LoneMachine(7).registered();
            world.gateway.start(WORK, List.of(1), command.split(" ", -1));
            if (command.startsWith("work 600")) {
                var _ =
                        world.agenda.after(
                                Duration.ofSeconds(2), () -> world.gateway.stop(WORK, 2));
            }
            return world;
        }
    }

    enum Blow {
        AGENT_KILLED {
            @Override
            void strike(AgentMachine machine) {
                machine.killAgent();
            }
        },
        AGENT_TERMINATED {
            @Override
            void strike(AgentMachine machine) {
                machine.stopAgent();
            }
        },
        AGENT_PAUSED {
            @Override
            void strike(AgentMachine machine) {
                machine.pause(Duration.ofSeconds(20));
            }
        },
        POWER_CUT {
            @Override
            void strike(AgentMachine machine) {
                machine.powerCut(true, Duration.ofSeconds(10));
            }
        },
        PROCESS_STRUCK {
            @Override
            void strike(AgentMachine machine) {
                machine.endProcess(0, new SplittableRandom(1));
            }
        },
        DISK_FULL_FOR_A_WHILE {
            @Override
            void strike(AgentMachine machine) {
                machine.fillDisk(new SplittableRandom(1));
            }
        };

        abstract void strike(AgentMachine machine);
    }

    record Case(Life life, Blow blow) {}

    static Stream<Case> cases() {
        return Arrays.stream(Life.values())
                .flatMap(life -> Arrays.stream(Blow.values()).map(blow -> new Case(life, blow)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsOnceAtMostAndItsEndIsTold(Case each) {
        LoneMachine undisturbed = each.life().begin();
        long first = undisturbed.agenda.done();
        while (undisturbed.gateway.end(WORK) == null) {
            undisturbed.agenda.step();
        }
        long steps = undisturbed.agenda.done() - first + 5;

        List<String> wrong = new ArrayList<>();
        for (long step = 0; step < steps; step++) {
            LoneMachine world = each.life().begin();
            for (long i = 0; i < step; i++) {
                world.agenda.step();
            }
            each.blow().strike(world.machine);
            world.agenda.pass(BOUND);
            world.machine.behave();
            world.agenda.pass(BOUND);
            for (String problem : problems(world)) {
                wrong.add("after " + step + " of " + steps + " steps: " + problem);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> problems(LoneMachine world) {
        List<String> problems = new ArrayList<>(world.gateway.wrong);
        List<MachineFact.Ran> ran = world.ran(WORK);
        WorkloadUpdate end = world.gateway.ends.get(WORK);
        if (ran.size() > 1) {
            problems.add("ran " + ran.size() + " times");
        }
        if (world.machine.running() > 0) {
            problems.add("still runs");
        }
        if (end == null) {
            problems.add("its end was not told");
        } else if (!truthful(end, world)) {
            problems.add("told " + end + ", but was " + ran + world.ended(WORK));
        }
        return problems;
    }

    /** An exit code that is told is the one there was. */
    private static boolean truthful(WorkloadUpdate end, LoneMachine world) {
        Integer told = end.exitCode();
        List<MachineFact.Ended> ended = world.ended(WORK);
        if (told == null || ended.isEmpty()) {
            return told == null || world.ran(WORK).isEmpty();
        }
        return Objects.equals(told, ended.getFirst().exitCode());
    }
}
