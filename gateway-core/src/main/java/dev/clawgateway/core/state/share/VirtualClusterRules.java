package dev.clawgateway.core.state.share;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Command.SetVirtualCluster.Presence;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.placement.VirtualClusterNames;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Declares virtual clusters and takes declarations back; what is declared is always a tree. */
public final class VirtualClusterRules {
    private static final int MAX_NAME_LENGTH = 128;

    private final Placer placer;
    private final Population population;
    private final Map<String, VirtualCluster> declared = new TreeMap<>();

    /** Over an engine that is told of each declaration. */
    public VirtualClusterRules(Placer placer, Population population) {
        this.placer = placer;
        this.population = population;
    }

    /** Enters a stored declaration. */
    public void load(VirtualCluster cluster) {
        declared.put(cluster.name(), cluster);
        placer.upsertVirtualCluster(cluster);
    }

    /** The name of the one with that id, or of that name; null where none is declared. */
    public @Nullable String named(String idOrName) {
        for (VirtualCluster cluster : declared.values()) {
            if (cluster.id().toString().equals(idOrName)) {
                return cluster.name();
            }
        }
        return declared.containsKey(idOrName) ? idOrName : null;
    }

    /** Why a new workload may not name a cluster; null when it may. */
    @Nullable
    public String refusal(String name) {
        return VirtualClusterNames.refusal(name, declared.keySet()).orElse(null);
    }

    /** Of the declaration of that name; null when there is none. */
    public @Nullable Long revision(String name) {
        VirtualCluster cluster = declared.get(name);
        return cluster == null ? null : cluster.revision();
    }

    /** Declares one, or changes what was declared. What runs by then goes on where it is. */
    public Applied<Outcome.Changed> set(Turn turn, Command.SetVirtualCluster command) {
        String name = command.name();
        VirtualCluster before = declared.get(name);
        if (before != null && command.presence() == Presence.NEW) {
            return refused(turn, ErrorCode.CONFLICT, name, "there is one of that name");
        } else if (before == null && command.presence() == Presence.DECLARED) {
            return refused(turn, ErrorCode.NOT_FOUND, name, undeclared());
        } else if (command.terms().weightless()) {
            return refused(turn, ErrorCode.INVALID_REQUEST, name, "weight must be at least 1");
        }
        VirtualCluster base =
                before == null
                        ? VirtualCluster.undeclared(name)
                                .declared(command.fresh(), turn.now().wall())
                        : before;
        VirtualCluster cluster = command.terms().applied(base);
        String problem = problem(cluster);
        if (problem != null) {
            return refused(turn, ErrorCode.INVALID_REQUEST, name, problem);
        }
        load(turn.save(cluster));
        if (before == null || !before.equals(cluster)) {
            turn.event(Event.Kind.VIRTUAL_CLUSTER_SET, subject(name), null);
        }
        return turn.done();
    }

    /** Takes a declaration back, unless something is in it. */
    public Applied<Outcome.Changed> remove(Turn turn, String name) {
        if (!declared.containsKey(name)) {
            return refused(turn, ErrorCode.NOT_FOUND, name, undeclared());
        }
        String problem = dependence(name);
        if (problem != null) {
            return refused(turn, ErrorCode.CONFLICT, name, problem);
        }
        declared.remove(name);
        placer.removeVirtualCluster(name);
        turn.change(new Change.VirtualClusterForgotten(name));
        turn.event(Event.Kind.VIRTUAL_CLUSTER_REMOVED, subject(name), null);
        return turn.done();
    }

    private static Subject subject(String name) {
        return new Subject.VirtualCluster(name);
    }

    private static Applied<Outcome.Changed> refused(
            Turn turn, ErrorCode code, String name, String problem) {
        return turn.refused(code, "virtual cluster '" + name + "': " + problem);
    }

    private String undeclared() {
        return "not declared; declared: "
                + (declared.isEmpty() ? "none" : String.join(", ", declared.keySet()));
    }

    private @Nullable String problem(VirtualCluster cluster) {
        String name = cluster.name();
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            return "a name has 1 to " + MAX_NAME_LENGTH + " characters";
        }
        String text = TextLimits.name(cluster.name()).orElse(null);
        if (text != null) {
            return text;
        }
        String quota = quotaProblem(cluster.guaranteed(), cluster.limit());
        String ancestry = quota != null ? quota : ancestryProblem(name, cluster.parent());
        return ancestry != null ? ancestry : NodeSelectors.problem(cluster, declared);
    }

    /** A guarantee above the limit could never be kept. */
    private static @Nullable String quotaProblem(Quota guaranteed, Quota limit) {
        if (guaranteed.gpuMillis() > limit.gpuMillis()) {
            return above("gpu_millis", guaranteed.gpuMillis(), limit.gpuMillis());
        } else if (guaranteed.cpuMillis() > limit.cpuMillis()) {
            return above("cpu_millis", guaranteed.cpuMillis(), limit.cpuMillis());
        } else if (guaranteed.memoryMib() > limit.memoryMib()) {
            return above("memory_mib", guaranteed.memoryMib(), limit.memoryMib());
        }
        return null;
    }

    private static String above(String member, long guaranteed, long limit) {
        return "guaranteed."
                + member
                + " "
                + guaranteed
                + " is more than limit."
                + member
                + " "
                + limit
                + "; raise the limit or lower the guarantee";
    }

    private @Nullable String ancestryProblem(String name, @Nullable String parent) {
        String ancestor = parent;
        while (ancestor != null) {
            if (ancestor.equals(name)) {
                return "parent '" + parent + "' is itself or below it; choose another";
            }
            VirtualCluster known = declared.get(ancestor);
            if (known == null) {
                return "parent '" + ancestor + "' is not known; create it first";
            }
            ancestor = known.parent();
        }
        return null;
    }

    private @Nullable String dependence(String name) {
        for (VirtualCluster other : declared.values()) {
            if (name.equals(other.parent())) {
                return "it is the parent of '" + other.name() + "'; move or remove that first";
            }
        }
        int workspaces = population.workspaces(name);
        if (workspaces > 0) {
            return workspaces
                    + (workspaces == 1 ? " workspace is" : " workspaces are")
                    + " in it;"
                    + " delete what is in it first";
        }
        return population.workloads(name) == 0
                ? null
                : "workloads of it run or wait; let them end or stop them first";
    }
}
