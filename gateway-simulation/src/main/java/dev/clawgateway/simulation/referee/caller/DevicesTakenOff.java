package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.Map;

/**
 * Whoever is told that a device is approved no more can rely on that: what a node says after it on
 * a connection from before is not heard, and it comes in by another only once it was approved anew.
 * The latter where somebody has to approve: a device for which nobody ever did is let in by rule.
 */
final class DevicesTakenOff implements Judge {
    /** When that was asked for, and when it was told. */
    private record Removal(long asked, long told) {}

    private record Stay(String device, long since) {}

    private final Map<String, Long> asked = new HashMap<>();
    private final Map<String, Removal> removals = new HashMap<>();

    /** When it was last asked for, by device. */
    private final Map<String, Long> approvals = new HashMap<>();

    private final Map<Long, Long> opened = new HashMap<>();
    private final Map<Long, Stay> stays = new HashMap<>();
    private final Map<String, Long> beats = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.CREDENTIALS;
    }

    @Override
    public void hear(Fact fact, History history) {
        long now = history.now();
        switch (fact) {
            case LinkFact.Opened link -> opened.put(link.link(), now);
            case LinkFact.Closed link -> {
                opened.remove(link.link());
                stays.remove(link.link());
            }
            case OpenClawFact.Asked request -> {
                if (request.method().equals("device.pair.remove")) {
                    asked.put(key(request, request.id()), now);
                }
            }
            case OpenClawFact.Removed removed -> {
                long since = asked.getOrDefault(key(removed, removed.id()), now);
                removals.put(removed.device(), new Removal(since, now));
            }
            case OpenClawFact.Approving approving -> approvals.put(approving.device(), now);
            case OpenClawFact.LetIn let -> letIn(let, history);
            case OpenClawFact.Beats beat -> beats.put(key(beat, beat.id()), now);
            case OpenClawFact.Heard heard -> heard(heard, history);
            default -> {}
        }
    }

    private void letIn(OpenClawFact.LetIn let, History history) {
        stays.put(let.link(), new Stay(let.device(), history.now()));
        Removal removal = removals.get(let.device());
        Long came = opened.get(let.link());
        Long approved = approvals.get(let.device());
        if (removal != null
                && came != null
                && came > removal.told()
                && approved != null
                && approved < removal.asked()) {
            throw broken(
                    history, "a device comes in that was taken off and not approved anew", let);
        }
    }

    private void heard(OpenClawFact.Heard heard, History history) {
        Long said = beats.remove(key(heard, heard.id()));
        Stay stay = stays.get(heard.link());
        if (said == null || stay == null) {
            return;
        }
        Removal removal = removals.get(stay.device());
        if (removal != null && said > removal.told() && stay.since() < removal.asked()) {
            throw broken(history, "a device is heard after it was taken off", heard);
        }
    }

    private static String key(OpenClawFact fact, String id) {
        return fact.link() + " " + id;
    }
}
