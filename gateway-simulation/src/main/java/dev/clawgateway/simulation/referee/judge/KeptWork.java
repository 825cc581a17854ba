package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * After the gateway's folder was replaced by an older copy or an empty one, no node is told to stop
 * what ran before, unless somebody asked for it. Over an older copy the gateway may stop what it
 * knows, for reasons of its own, and what it may have given up; but not for not knowing it.
 *
 * <p>Of nodes that say what they run.
 */
final class KeptWork implements Judge {
    private static final String UNKNOWN = "not the current attempt";

    /** Numbers of processes that lived when the folder was replaced. */
    private final Set<Long> kept = new HashSet<>();

    /** Of these, of which nothing was known afterwards. */
    private final Set<Long> unknown = new HashSet<>();

    /** By which a node has spoken. */
    private long latestLink;

    /** The last of those that were there when the folder was replaced; 0 for none. */
    private long linksBefore;

    @Override
    public Invariant invariant() {
        return Invariant.KEPT_WORK;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Said said) {
            latestLink = Math.max(latestLink, said.link());
        }
        if (fact instanceof WorldFact.FolderReplaced(boolean emptied, boolean _)) {
            linksBefore = latestLink;
            history.machines().stream()
                    .filter(machine -> tells(machine.promises()))
                    .flatMap(machine -> machine.alive().stream())
                    .forEach(process -> {
                        kept.add(process.ran().process());
                        if (emptied) {
                            unknown.add(process.ran().process());
                        }
                    });
        } else if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StopWorkload stop) {
            told(told, stop, history);
        }
    }

    private static boolean tells(Promises promises) {
        return promises.tellsAll() && promises.counts() && promises.truthful();
    }

    private void told(NodeFact.Told told, NodeCommand.StopWorkload stop, History history) {
        MachineStory machine = history.machine(told.machine());
        WorkloadStory workload = history.workload(stop.workloadId());
        Integer number = stop.attempt();
        if (workload == null
                || number == null
                || told.link() <= linksBefore // sent by a gateway that knew the work
                || workload.stopMayBeDone()
                || history.node(told.node()).cloned()) {
            return;
        }
        Long process = kept(machine, workload, number);
        AttemptStory attempt = workload.attempts().get(number);
        if (attempt == null || process == null || ofClone(attempt, history)) {
            return;
        }
        boolean known =
                !unknown.contains(process)
                        && (!UNKNOWN.equals(stop.reason())
                                || mayBeOver(workload, attempt, history));
        if (!known) {
            throw broken(
                    history,
                    "%s runs on %s since before the gateway forgot it, and is to be stopped: %s"
                            .formatted(attempt, told.machine(), stop.reason()),
                    told);
        }
    }

    /** Another machine with the node's id may have said that it has ended. */
    private static boolean ofClone(AttemptStory attempt, History history) {
        return attempt.starts().stream().anyMatch(start -> history.node(start.node()).cloned());
    }

    /** The process that lived when the folder was replaced; null for none. */
    private @Nullable Long kept(MachineStory machine, WorkloadStory workload, int number) {
        for (ProcessStory process : machine.alive()) {
            if (process.ran().workload().equals(workload.id())
                    && process.ran().attempt() == number
                    && kept.contains(process.ran().process())) {
                return process.ran().process();
            }
        }
        return null;
    }

    /** It gave it up before, or another attempt follows it. */
    private static boolean mayBeOver(
            WorkloadStory workload, AttemptStory attempt, History history) {
        return GivenUp.maybe(attempt, history)
                || !workload.attempts().tailMap(attempt.number(), false).isEmpty();
    }
}
