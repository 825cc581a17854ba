package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.Telling;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * I5, of what a node does: a program that remembers runs no attempt twice, as long as it has what
 * it wrote down; it runs none that it was not told, nor one of which it said that it is over; and
 * one that is exact uses the devices it was told, of those that are still there. The numbers of
 * devices are those of the registration that was in force. A program looks at its devices when it
 * starts, and now and then, so nothing is judged where they have changed since that registration,
 * or it does not count them as the machine does.
 */
final class RunsOnce implements Judge {
    private static final String DISK_FULL = "No space left";

    @Override
    public Invariant invariant() {
        return Invariant.I5_AS_ACKNOWLEDGED;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof MachineFact.Ran ran)) {
            return;
        }
        MachineStory machine = history.machine(ran.machine());
        WorkloadStory workload = history.workload(ran.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(ran.attempt());
        if (workload == null || attempt == null || !machine.promises().remembers()) {
            return;
        }
        List<Telling<NodeCommand.StartWorkload>> starts = told(attempt, ran.machine());
        if (starts.isEmpty()) {
            throw broken(
                    history,
                    "%s runs on %s, which was not told to start it"
                            .formatted(attempt, ran.machine()),
                    ran);
        }
        if (machine.promises().truthful() && saidToBeOver(attempt, workload, machine)) {
            throw broken(
                    history,
                    "%s begins to run on %s, which has said that it is over"
                            .formatted(attempt, ran.machine()),
                    ran);
        }
        for (ProcessStory other : attempt.processes()) {
            if (other.ran().process() != ran.process()
                    && other.ran().machine().equals(ran.machine())
                    && machine.forgotAt() < other.ranAt()) {
                throw broken(
                        history,
                        "%s runs on %s a second time".formatted(attempt, ran.machine()),
                        ran,
                        other.ran());
            }
        }
        if (machine.promises().exact()) {
            devices(starts, ran, machine, history);
        }
    }

    /** And knows that it did. A node that counts no attempts may mean the one before. */
    private static boolean saidToBeOver(
            AttemptStory attempt, WorkloadStory workload, MachineStory machine) {
        boolean certain =
                machine.promises().counts()
                        || workload.attempts().headMap(attempt.number()).values().stream()
                                .allMatch(earlier -> told(earlier, machine.name()).isEmpty());
        return certain
                && attempt.meant().stream()
                        .anyMatch(word ->
                                word.isFinal()
                                        && word.machine().equals(machine.name())
                                        && word.at() > machine.forgotAt()
                                        && !unwritten(attempt, word, machine));
    }

    /**
     * A start that a program refused because its disk was full: that could not be written down. So
     * where it was not confirmed, a program that began later does not know of it.
     */
    private static boolean unwritten(
            AttemptStory attempt, AttemptStory.Word word, MachineStory machine) {
        String message = word.what().message();
        Long report = word.what().report();
        return message != null
                && message.contains(DISK_FULL)
                && (report == null || word.link().confirmed() < report)
                && machine.agentSince() > word.at()
                && attempt.processes().stream()
                        .noneMatch(process -> process.ranAt() < machine.agentSince());
    }

    private static List<Telling<NodeCommand.StartWorkload>> told(
            AttemptStory attempt, String machine) {
        return attempt.starts().stream().filter(start -> start.machine().equals(machine)).toList();
    }

    /** A device that its node gives no id is known by its number. */
    private static String named(String device, MachineStory machine) {
        return machine.devices().stream()
                .filter(each -> device.equals("#" + each.index()))
                .map(Device::id)
                .findFirst()
                .orElse(device);
    }

    /** The node registered before its program had looked. */
    private static boolean countsOtherwise(
            Telling<NodeCommand.StartWorkload> start, MachineStory machine) {
        LinkStory.Registration by = start.by();
        NodeMessage.Register register = by == null ? null : by.message();
        for (Device device : machine.devices()) {
            String known = Held.device(register, device.index());
            boolean meant = start.command().gpuIds().contains(device.index());
            if (meant && !known.startsWith("#") && !known.equals(device.id())) {
                return true;
            }
        }
        return false;
    }

    /** It obeys the first start that comes, and is told again by other numbers. */
    private void devices(
            List<Telling<NodeCommand.StartWorkload>> starts,
            MachineFact.Ran ran,
            MachineStory machine,
            History history) {
        Set<String> used = new TreeSet<>();
        List<DeviceUse> uses = ran.devices();
        uses.forEach(use -> used.add(use.device()));
        Set<String> told = new TreeSet<>();
        for (Telling<NodeCommand.StartWorkload> start : starts) {
            if (machine.changedAt() >= start.registeredSince() || countsOtherwise(start, machine)) {
                return;
            }
            told.clear();
            Held.of(start).parts().keySet().forEach(device -> told.add(named(device, machine)));
            told.retainAll(machine.devices().stream().map(Device::id).toList());
        }
        if (!told.equals(used)) {
            throw broken(
                    history,
                    "attempt %d of %s was to use %s and uses %s"
                            .formatted(ran.attempt(), ran.workload(), told, used),
                    ran);
        }
    }
}
