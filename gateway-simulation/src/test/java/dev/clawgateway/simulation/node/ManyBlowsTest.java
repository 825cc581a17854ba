package dev.clawgateway.simulation.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeMessage.WorkloadUpdate;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Machines that are struck again and again while attempts come and go: no attempt runs twice, no
 * device is used by two, whatever is told is so, and every end is told.
 */
class ManyBlowsTest {
    private static final int SEEDS = Integer.getInteger("seeds", 60);
    private static final int FIRST = Integer.getInteger("first", 0);

    @Test
    void leaveTheAgentWithItsWord() {
        List<String> wrong = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            for (String problem : new History(seed).problems()) {
                wrong.add("seed " + seed + ": " + problem);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static final class History {
        private final SplittableRandom dice;
        private final LoneMachine world;
        private boolean wasFull;
        private final List<WorkloadId> asked = new ArrayList<>();
        private final Map<WorkloadId, List<Integer>> held = new HashMap<>();

        History(int seed) {
            dice = new SplittableRandom(seed);
            world = new LoneMachine(seed).registered();
        }

        List<String> problems() {
            for (int step = 0; step < 60; step++) {
                step();
            }
            world.machine.behave();
            world.agenda.pass(Duration.ofMinutes(13));
            List<String> problems = new ArrayList<>();
            if (!wasFull) {
                problems.addAll(world.gateway.wrong);
            }
            asked.forEach(id -> problems.addAll(problems(id)));
            problems.addAll(sharedDevices());
            if (world.machine.running() > 0) {
                problems.add("still runs " + world.machine.running());
            }
            return problems;
        }

        private void step() {
            AgentMachine machine = world.machine;
            switch (dice.nextInt(22)) {
                case 0, 1, 2, 3, 4, 5 -> begin();
                case 6, 7 -> stop();
                case 8 -> machine.killAgent();
                case 9 -> machine.stopAgent();
                case 10 -> machine.pause(Duration.ofMillis(dice.nextLong(30_000)));
                case 11 -> machine.powerCut(true, Duration.ofMillis(dice.nextLong(30_000)));
                case 12, 13 -> machine.endProcess(dice.nextInt(), dice);
                case 14 -> {
                    wasFull = true;
                    machine.fillDisk(dice);
                }
                case 15, 16 -> machine.freeDisk();
                case 17 ->
                        machine.stepClock(Duration.ofMillis(dice.nextLong(-7_200_000, 7_200_000)));
                default -> {
                    // Time passes.
                }
            }
            long nanos = dice.nextInt(3) == 0 ? 20_000_000_000L : 20_000_000L;
            world.agenda.pass(Duration.ofNanos(dice.nextLong(nanos)));
        }

        private void begin() {
            held.keySet().removeIf(id -> world.gateway.end(id) != null);
            Set<Integer> busy = new HashSet<>();
            held.values().forEach(busy::addAll);
            List<Integer> free = new ArrayList<>(List.of(0, 1, 2, 3));
            free.removeAll(busy);
            if (free.isEmpty()) {
                return;
            }
            List<Integer> taken = List.of(free.get(dice.nextInt(free.size())));
            WorkloadId id = new WorkloadId(new UUID(9, asked.size()));
            asked.add(id);
            held.put(id, taken);
            List<String> command = new ArrayList<>(List.of("work"));
            command.add(Integer.toString(dice.nextInt(4) == 0 ? 600 : dice.nextInt(5)));
            command.add("exit=" + dice.nextInt(3));
            if (dice.nextInt(4) == 0) {
                command.add("stubborn");
            }
            world.gateway.start(id, taken, command.toArray(new String[0]));
        }

        private void stop() {
            List<WorkloadId> open =
                    asked.stream().filter(id -> world.gateway.end(id) == null).toList();
            if (!open.isEmpty()) {
                world.gateway.stop(open.get(dice.nextInt(open.size())), dice.nextInt(3) * 5L);
            }
        }

        private List<String> problems(WorkloadId id) {
            List<String> problems = new ArrayList<>();
            WorkloadUpdate end = world.gateway.ends.get(id);
            List<MachineFact.Ran> ran = world.ran(id);
            List<MachineFact.Ended> ended = world.ended(id);
            if (ran.size() > 1) {
                problems.add(id + " ran " + ran.size() + " times");
            }
            if (end == null) {
                if (!world.gateway.last.containsKey(id) || ended.size() == ran.size()) {
                    problems.add(id + "'s end was not told; last " + world.gateway.last.get(id));
                }
            } else if (end.exitCode() != null
                    && ran.isEmpty()
                    && !Objects.equals(end.exitCode(), 143)) {
                problems.add(id + " never ran, but told " + end);
            } else if (end.exitCode() != null
                    && !ended.isEmpty()
                    && !Objects.equals(end.exitCode(), ended.getFirst().exitCode())) {
                problems.add(id + " told " + end + ", but was " + ended);
            }
            return problems;
        }

        private List<String> sharedDevices() {
            List<String> problems = new ArrayList<>();
            Map<String, MachineFact.Ran> users = new HashMap<>();
            for (Fact fact : world.facts) {
                switch (fact) {
                    case MachineFact.Ran ran -> {
                        for (DeviceUse use : ran.devices()) {
                            MachineFact.Ran other = users.put(use.device(), ran);
                            if (other != null) {
                                problems.add(ran + " while " + other);
                            }
                        }
                    }
                    case MachineFact.Ended ended ->
                            users.values().removeIf(ran -> ran.process() == ended.process());
                    case MachineFact.Died _ -> users.clear();
                    default -> {
                        // Of no matter to devices.
                    }
                }
            }
            return problems;
        }
    }
}
