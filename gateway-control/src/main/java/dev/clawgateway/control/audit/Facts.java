package dev.clawgateway.control.audit;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, small and in words, by name. Of an environment the names alone, and of what
 * members say of themselves in their own words nothing: either may hold a secret.
 */
final class Facts {
    /** Of one fact; what is longer was written for no reader. */
    private static final int LONGEST = 1024;

    private final Map<String, String> said = new LinkedHashMap<>();

    private Facts() {}

    /** Nothing of what is not there. */
    static Map<String, String> of(@Nullable Object record) {
        return switch (record) {
            case WorkloadRecord workload -> facts(workload);
            case NodeRecord node -> facts(node);
            case VirtualCluster cluster -> facts(cluster);
            case Workspace workspace -> facts(workspace);
            case MaintenanceWindow window -> facts(window);
            case DiscoveryMember member -> facts(member);
            case MemberRecord member -> facts(member);
            case NotedCredential credential -> facts(credential);
            case Revocation revocation -> facts(revocation);
            case PairedDevice device -> facts(device);
            case Serving(boolean serving) -> Map.of("serving", Boolean.toString(serving));
            case Members(int members) -> Map.of("members", Integer.toString(members));
            case null, default -> Map.of();
        };
    }

    /** The mode of the gateway. */
    record Serving(boolean serving) {}

    /** A registry as a whole. */
    record Members(int members) {}

    private static Map<String, String> facts(WorkloadRecord workload) {
        Facts facts = asked(workload);
        facts.say("state", workload.state());
        facts.say("attempt", workload.attempt());
        facts.say("node", workload.node());
        facts.say("cleared_gates", String.join(",", workload.clearedGates()));
        return facts.said;
    }

    /** What never changes of one. */
    private static Facts asked(WorkloadRecord workload) {
        Facts facts = new Facts();
        WorkloadSpec spec = workload.spec();
        SchedulingRequirements scheduling = spec.scheduling();
        facts.say("virtual_cluster", scheduling.queue().virtualCluster());
        facts.say("priority", scheduling.queue().priority());
        facts.say("image", spec.image());
        facts.say("command", String.join(" ", spec.command()));
        facts.say("env_names", String.join(",", spec.env().keySet()));
        facts.say("gpus", spec.effectiveGpuCount());
        facts.say("cpu_millis", spec.cpuMillis());
        facts.say("memory_mib", spec.memoryMib());
        spec.labels().forEach((key, value) -> facts.say("label " + key, value));
        facts.say("target", workload.target());
        return facts;
    }

    private static Map<String, String> facts(NodeRecord node) {
        Facts facts = new Facts();
        facts.say("name", node.name());
        if (node.overrides().cordon() != null) {
            String reason = node.overrides().cordon().reason();
            facts.said.put("cordon", reason == null ? "yes" : Excerpt.of(reason, LONGEST));
        }
        if (node.drain() != null) {
            facts.said.put("drain", "yes");
            facts.say("drain_deadline", node.drain().deadline());
        }
        node.overrides().labels().forEach((key, value) -> facts.say("label " + key, value));
        facts.say("removed_labels", String.join(",", node.overrides().removedLabels()));
        node.overrides()
                .taints()
                .forEach(taint ->
                        facts.said.put(
                                "taint " + Excerpt.of(taint.key(), LONGEST),
                                Excerpt.of(taint.value(), LONGEST)));
        facts.say("removed_taints", String.join(",", node.overrides().removedTaints()));
        for (NodeCondition condition : node.overrides().conditions().values()) {
            facts.say("condition " + condition.type(), condition.status());
            facts.say("condition_reason " + condition.type(), condition.reason());
        }
        return facts.said;
    }

    private static Map<String, String> facts(VirtualCluster cluster) {
        Facts facts = new Facts();
        facts.say("parent", cluster.parent());
        facts.say("weight", cluster.weight());
        facts.say("guaranteed", cluster.guaranteed());
        facts.say("limit", cluster.limit());
        cluster.nodeSelector().forEach((key, value) -> facts.say("node_selector " + key, value));
        return facts.said;
    }

    private static Map<String, String> facts(Workspace workspace) {
        Facts facts = new Facts();
        facts.say("name", workspace.name());
        facts.say("virtual_cluster", workspace.cluster());
        facts.say("repo", workspace.repo());
        facts.say("workload", workspace.workload());
        facts.say("deleting", workspace.deleting() ? "yes" : null);
        return facts.said;
    }

    private void say(String name, VirtualCluster.Quota quota) {
        amount(name + "_gpu_millis", quota.gpuMillis());
        amount(name + "_cpu_millis", quota.cpuMillis());
        amount(name + "_memory_mib", quota.memoryMib());
    }

    private void amount(String name, long amount) {
        said.put(name, amount == Long.MAX_VALUE ? "unlimited" : Long.toString(amount));
    }

    private static Map<String, String> facts(MaintenanceWindow window) {
        Facts facts = new Facts();
        facts.say("phase", window.phase());
        facts.say("from", window.from());
        facts.say("until", window.until());
        facts.say("lead_secs", window.lead().toSeconds());
        facts.say("reason", window.reason());
        facts.say("nodes", window.nodes().size());
        window.selector().forEach((key, value) -> facts.say("selector " + key, value));
        return facts.said;
    }

    private static Map<String, String> facts(DiscoveryMember member) {
        Facts facts = new Facts();
        facts.say("address", member.address());
        facts.say("port", member.port());
        facts.say("capabilities", String.join(",", member.capabilities()));
        return facts.said;
    }

    private static Map<String, String> facts(MemberRecord member) {
        Facts facts = new Facts();
        facts.say("url", member.card().url());
        facts.say("cluster", member.card().clusterId());
        facts.say("role", member.card().role());
        facts.say("address", member.address());
        facts.say("disabled", member.disabled());
        return facts.said;
    }

    private static Map<String, String> facts(NotedCredential credential) {
        Facts facts = new Facts();
        credential.facts().forEach(facts::say);
        return facts.said;
    }

    private static Map<String, String> facts(Revocation revocation) {
        Facts facts = new Facts();
        facts.say("revoked_up_to", revocation.at());
        return facts.said;
    }

    private static Map<String, String> facts(PairedDevice device) {
        Facts facts = new Facts();
        facts.say("name", device.shownName());
        for (PairedRole role : device.roles()) {
            facts.say("role " + role.role(), "approved");
            facts.say("scopes " + role.role(), String.join(",", role.scopes()));
            facts.say("caps " + role.role(), String.join(",", role.caps()));
            facts.say("commands " + role.role(), String.join(",", role.commands()));
            facts.say("via " + role.role(), role.via().text());
            DeviceToken token = role.token();
            if (token != null) {
                facts.say("token_from " + role.role(), token.issuedAt());
                facts.say("token_revoked " + role.role(), token.revokedAt());
            }
        }
        return facts.said;
    }

    /** Nothing for what is empty or not there. */
    private void say(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String text =
                value instanceof Enum<?> word
                        ? word.name().toLowerCase(Locale.ROOT)
                        : value.toString();
        if (!text.isEmpty()) {
            said.put(Excerpt.of(name, LONGEST), Excerpt.of(text, LONGEST));
        }
    }
}
