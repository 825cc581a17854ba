package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of run a seed makes: runs that know only a few kinds of faults, or few machines, meet
 * cases that a run in which everything happens at once never does (Groce et al., Swarm Testing,
 * ISSTA 2012).
 *
 * @param deeds what may happen
 * @param tastes what submissions may ask for
 * @param faultPercent how many of a hundred steps are faults
 * @param passPercent how many of a hundred steps let time pass
 * @param meanPassMillis how much, on the average
 * @param calm whether the network never delays anything by itself
 * @param tightness 0 to 3: how small the gateway's bounds are
 */
public record Temper(
        Cast cast,
        List<Deed> deeds,
        List<Taste> tastes,
        int faultPercent,
        int passPercent,
        long meanPassMillis,
        boolean calm,
        int tightness) {
    public Temper {
        deeds = List.copyOf(deeds);
        tastes = List.copyOf(tastes);
    }

    /** Whether callers are asked for a credential. */
    public boolean access() {
        return deeds.stream().anyMatch(AccessDeed.class::isInstance);
    }

    /** Tempers a little simpler than this one, the greatest simplifications first. */
    public List<Temper> simpler() {
        List<Temper> simpler = new ArrayList<>();
        if (!calm) {
            simpler.add(
                    new Temper(
                            cast,
                            deeds,
                            tastes,
                            faultPercent,
                            passPercent,
                            meanPassMillis,
                            true,
                            tightness));
        }
        if (tightness > 0) {
            simpler.add(
                    new Temper(
                            cast,
                            deeds,
                            tastes,
                            faultPercent,
                            passPercent,
                            meanPassMillis,
                            calm,
                            0));
        }
        for (Cast fewer : fewer(cast)) {
            simpler.add(
                    new Temper(
                            fewer,
                            deeds,
                            tastes,
                            faultPercent,
                            passPercent,
                            meanPassMillis,
                            calm,
                            tightness));
        }
        return simpler;
    }

    private static List<Cast> fewer(Cast cast) {
        List<Cast> fewer = new ArrayList<>();
        if (cast.gpuMachines() > 0) {
            fewer.add(cast.openclaw(cast.gpuMachines() - 1));
        }
        if (cast.callers() > 0) {
            fewer.add(cast.calling(0));
        }
        if (cast.strangers() > 0) {
            fewer.add(
                    of(
                            cast,
                            cast.agents(),
                            cast.plainNodes(),
                            cast.operators(),
                            cast.members(),
                            0));
        }
        if (cast.members() > 0) {
            fewer.add(
                    of(
                            cast,
                            cast.agents(),
                            cast.plainNodes(),
                            cast.operators(),
                            0,
                            cast.strangers()));
        }
        if (cast.operators() > 1) {
            fewer.add(
                    of(
                            cast,
                            cast.agents(),
                            cast.plainNodes(),
                            1,
                            cast.members(),
                            cast.strangers()));
        }
        if (cast.plainNodes() > 0 && cast.nodes() > 1) {
            fewer.add(
                    of(
                            cast,
                            cast.agents(),
                            cast.plainNodes() - 1,
                            cast.operators(),
                            cast.members(),
                            cast.strangers()));
        }
        if (cast.agents() > 0 && cast.nodes() > 1) {
            fewer.add(
                    of(
                            cast,
                            cast.agents() - 1,
                            cast.plainNodes(),
                            cast.operators(),
                            cast.members(),
                            cast.strangers()));
        }
        return fewer;
    }

    private static Cast of(
            Cast like, int agents, int plainNodes, int operators, int members, int strangers) {
        return new Cast(
                agents,
                plainNodes,
                operators,
                members,
                strangers,
                like.callers(),
                like.gpuMachines());
    }
}
