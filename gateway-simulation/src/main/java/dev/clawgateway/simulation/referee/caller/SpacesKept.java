package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A workspace whose deletion was acknowledged is on its way or gone, over kills too; one that
 * nobody deletes stays, and is always about to run again, unless its workload was stopped by
 * itself.
 *
 * <p>A list shows what was before it was asked for, and perhaps what came after.
 */
final class SpacesKept implements Judge {
    private static final String STOPPING = "stopping";
    private static final String STOPPED = "stopped";

    /** Of workspaces that somebody was told of. */
    private final Map<String, WorkloadId> workloads = new HashMap<>();

    private final Set<String> goingPerhaps = new HashSet<>();
    private final Set<String> going = new HashSet<>();
    private final Set<WorkloadId> stoppedPerhaps = new HashSet<>();
    private final Map<String, Known> asked = new HashMap<>();

    /** What was known when a list was asked for. */
    private record Known(Set<String> opened, Set<String> going) {}

    @Override
    public Invariant invariant() {
        return Invariant.WORKSPACES;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case CallerFact.SpaceOpened opened -> workloads.put(opened.id(), opened.workload());
            case CallerFact.SpaceDeletion deletion -> goingPerhaps.add(deletion.id());
            case CallerFact.SpaceDeleted deleted -> going.add(deleted.id());
            case CallerFact.SpacesAsked look ->
                    asked.put(
                            look.key(),
                            new Known(Set.copyOf(workloads.keySet()), Set.copyOf(going)));
            case CallerFact.SpacesShown shown -> shown(shown, history);
            case OperatorFact.Asked one when one.what() instanceof CliRequest.StopWorkload stop ->
                    stoppedPerhaps.add(stop.workloadId());
            default -> {}
        }
    }

    private void shown(CallerFact.SpacesShown shown, History history) {
        Known known = asked.remove(shown.key());
        if (known == null) {
            return;
        }
        for (String id : known.opened()) {
            String state = shown.states().get(id);
            if (known.going().contains(id)) {
                if (state != null && !state.equals(STOPPING)) {
                    throw broken(
                            history,
                            "workspace %s was deleted and is %s".formatted(id, state),
                            shown);
                }
            } else if (!goingPerhaps.contains(id)) {
                stays(id, state == null ? "gone" : state, shown, history);
            }
        }
    }

    private void stays(String id, String state, CallerFact.SpacesShown shown, History history) {
        boolean over = state.equals("gone") || state.equals(STOPPED);
        WorkloadId workload = workloads.get(id);
        if (over && (state.equals("gone") || !stoppedPerhaps.contains(workload))) {
            throw broken(
                    history,
                    "nobody deleted workspace %s, and it is %s".formatted(id, state),
                    shown);
        }
    }
}
