package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
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
import org.jspecify.annotations.Nullable;

/**
 * I1, of what truly runs: whenever a process begins, the parts of each device that processes of
 * different attempts may use are no more than the whole, and so with its memory, and with cores and
 * memory of the machine.
 *
 * <p>Not counted is what the gateway can not answer for: a process whose end its node reported
 * though it lives, or that its node was told to kill before (the gateway gives devices away behind
 * such a frame to the same node, when it gave the attempt up); cores and memory of what was left
 * over when its node lost what it knew; devices that it uses by other numbers than the gateway
 * could know; and machines whose program picks devices itself, forgets what it started, or says
 * what is not so, or that share one node id: what the one reports ends what the other runs.
 */
final class OneHolder implements Judge {
    @Override
    public Invariant invariant() {
        return Invariant.I1_ONE_HOLDER;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof MachineFact.Ran ran) {
            began(ran, history);
        }
    }

    private void began(MachineFact.Ran ran, History history) {
        MachineStory machine = history.machine(ran.machine());
        if (!machine.promises().exact()
                || !machine.promises().remembers()
                || !machine.promises().truthful()
                || !machine.promises().obedient()
                || cloned(machine, history)
                || endedUnnumbered(ran, machine, history)
                || (history.forgotAt() >= 0 && !machine.promises().tellsAll())) {
            return;
        }
        Load load = new Load();
        for (ProcessStory process : machine.alive()) {
            MachineFact.Ran held = process.ran();
            if (held.process() == ran.process()) {
                load.addOfDevices(held);
                load.addOfHost(held);
            } else if (counts(held, ran, history)) {
                if (asGiven(held, machine, history)) {
                    load.addOfDevices(held);
                }
                if (!forgotten(process, machine) && !onlySaid(held, machine, history)) {
                    load.addOfHost(held);
                }
            }
        }
        if (asGiven(ran, machine, history)) {
            ran.devices().forEach(use -> device(history, machine, load, use, ran));
        }
        if (!onlySaid(ran, machine, history)) {
            host(history, machine, load, ran);
        }
    }

    /**
     * Started by a gateway that forgot it, and its node did not tell the next one what it is: so
     * nobody knows of its cores.
     */
    private static boolean onlySaid(MachineFact.Ran ran, MachineStory machine, History history) {
        WorkloadStory workload = history.workload(ran.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(ran.attempt());
        return attempt != null
                && attempt.starts().stream().anyMatch(start -> start.at() <= history.forgotAt())
                && history.links(machine.name()).stream()
                        .map(LinkStory::register)
                        .noneMatch(register -> describes(register, ran.workload()));
    }

    private static boolean describes(NodeMessage.@Nullable Register register, WorkloadId workload) {
        List<RunningWorkload> running = register == null ? null : register.running();
        return running != null
                && running.stream()
                        .anyMatch(one -> one.workloadId().equals(workload) && one.spec() != null);
    }

    /**
     * Its node numbers no attempts, and what it said of the attempt before may have reached the
     * gateway when this one was on its way: then this one has ended before it began.
     */
    private static boolean endedUnnumbered(
            MachineFact.Ran ran, MachineStory machine, History history) {
        WorkloadStory workload = history.workload(ran.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(ran.attempt());
        return !machine.promises().counts() && attempt != null && attempt.endSaid();
    }

    /**
     * The node's program has lost its folder since, and looked around: it finds the devices of what
     * is left over in the environment of the process, but cores and memory are written nowhere.
     */
    private static boolean forgotten(ProcessStory process, MachineStory machine) {
        return process.ranAt() <= machine.forgotAt() && machine.forgotAt() <= machine.agentSince();
    }

    /**
     * Whether it uses what the gateway gave it. A start that was on its way while its node counted
     * its devices anew means others, which is the node's to find; and where they have no ids, the
     * gateway can not follow them.
     */
    private static boolean asGiven(MachineFact.Ran ran, MachineStory machine, History history) {
        WorkloadStory workload = history.workload(ran.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(ran.attempt());
        List<Telling<NodeCommand.StartWorkload>> starts =
                attempt == null
                        ? List.of()
                        : attempt.starts().stream()
                                .filter(start -> start.machine().equals(ran.machine()))
                                .toList();
        return starts.isEmpty()
                || starts.stream().anyMatch(start -> gives(start, ran))
                || starts.stream().allMatch(start -> numbersHold(start, machine));
    }

    private static boolean gives(Telling<NodeCommand.StartWorkload> start, MachineFact.Ran ran) {
        Set<String> given = Held.of(start).parts().keySet();
        return ran.devices().stream().allMatch(use -> given.contains(use.device()));
    }

    /** Its devices have no ids, and the numbers they had when it was told are those they have. */
    private static boolean numbersHold(
            Telling<NodeCommand.StartWorkload> start, MachineStory machine) {
        return Held.of(start).parts().keySet().stream().anyMatch(device -> device.startsWith("#"))
                && machine.changedAt() < start.registeredSince();
    }

    private static boolean cloned(MachineStory machine, History history) {
        return history.nodes().stream()
                .anyMatch(node -> node.cloned() && node.machines().contains(machine.name()));
    }

    private void device(
            History history, MachineStory machine, Load load, DeviceUse use, MachineFact.Ran ran) {
        int millis = load.millis(use.device());
        if (millis > 1000) {
            throw broken(
                    history,
                    "device %s of %s is used %d thousandths at once, %d by attempt %d of %s"
                            .formatted(
                                    use.device(),
                                    ran.machine(),
                                    millis,
                                    use.milli(),
                                    ran.attempt(),
                                    ran.workload()),
                    ran);
        }
        long whole = memoryOf(machine, use.device());
        long memory = load.gpuMemory(use.device());
        if (whole > 0 && memory > whole) {
            throw broken(
                    history,
                    "%d MiB of the %d MiB of device %s of %s are used at once"
                            .formatted(memory, whole, use.device(), ran.machine()),
                    ran);
        }
    }

    private void host(History history, MachineStory machine, Load load, MachineFact.Ran ran) {
        if (ran.cpuMillis() > 0 && load.cpuMillis() > machine.cpuMillis()) {
            throw broken(
                    history,
                    "%d of the %d millicores of %s are used at once"
                            .formatted(load.cpuMillis(), machine.cpuMillis(), machine.name()),
                    ran);
        }
        if (ran.memoryMib() > 0 && load.memoryMib() > machine.memoryMib()) {
            throw broken(
                    history,
                    "%d of the %d MiB of %s are used at once"
                            .formatted(load.memoryMib(), machine.memoryMib(), machine.name()),
                    ran);
        }
    }

    private static boolean counts(MachineFact.Ran held, MachineFact.Ran begun, History history) {
        WorkloadStory workload = history.workload(held.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(held.attempt());
        boolean same =
                held.workload().equals(begun.workload()) && held.attempt() == begun.attempt();
        return !same
                && attempt != null
                && attempt.words().stream()
                        .noneMatch(word -> word.isFinal() && word.machine().equals(held.machine()))
                && attempt.stops().stream()
                        .noneMatch(stop ->
                                stop.machine().equals(held.machine())
                                        && stop.command().gracePeriodSecs() == 0);
    }

    private static long memoryOf(MachineStory machine, String id) {
        for (Device device : machine.devices()) {
            if (device.id().equals(id)) {
                return device.memoryMib();
            }
        }
        return 0;
    }
}
