package dev.clawgateway.store;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the changes say, kept as records and never as bytes: the model of all stores. */
public final class ModelState {
    private final NavigableMap<NodeId, NodeRecord> nodes = new TreeMap<>();
    private final NavigableMap<WorkloadId, WorkloadRecord> workloads = new TreeMap<>();
    private final NavigableMap<String, VirtualCluster> clusters = new TreeMap<>();
    private final NavigableMap<String, DiscoveryMember> discovered = new TreeMap<>();
    private final NavigableMap<String, MaintenanceWindow> windows = new TreeMap<>();
    private final NavigableMap<String, CredentialRecord> credentials = new TreeMap<>();
    private final NavigableMap<String, Revocation> revocations = new TreeMap<>();
    private final NavigableMap<String, JoinUse> uses = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final int maxEvents;
    private final NavigableMap<String, MemberRecord> members = new TreeMap<>();
    private @Nullable OwnEntry own;
    private final Deque<EndMark> ends = new ArrayDeque<>();
    private @Nullable FleetId fleet;
    private Lineage lineage = Lineage.NONE;
    private AuditMark audit = AuditMark.NONE;
    private ClockRecord clock = ClockRecord.NONE;
    private boolean serving = true;
    private DiscoveryStanding discovery = DiscoveryStanding.INITIAL;
    private @Nullable Instant servingSince;
    private PastUseRecord pastUse = PastUseRecord.NONE;
    private final NavigableMap<String, PairedDevice> devices = new TreeMap<>();
    private final NavigableMap<String, Workspace> workspaces = new TreeMap<>();
    private final NavigableMap<Long, KeptAnswer> answers = new TreeMap<>();

    public ModelState(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    public Snapshot snapshot() {
        return new Snapshot(
                List.copyOf(nodes.values()),
                List.copyOf(workloads.values()),
                List.copyOf(clusters.values()),
                serving,
                pastUse,
                new DiscoveryRegistry(discovered.values(), discovery),
                new ArrayList<>(events),
                events.isEmpty() ? 0 : events.getLast().sequence(),
                servingSince,
                new MemberRegistry(own, List.copyOf(members.values())),
                new Continuity(fleet, lineage, List.copyOf(ends), clock, audit),
                List.copyOf(windows.values()),
                new AccessRegister(
                        List.copyOf(credentials.values()),
                        List.copyOf(revocations.values()),
                        List.copyOf(uses.values()),
                        List.copyOf(devices.values())),
                List.copyOf(answers.values()),
                List.copyOf(workspaces.values()));
    }

    public void apply(List<Change> changes) {
        changes.forEach(this::apply);
    }

    private void apply(DiscoveryChange change) {
        switch (change) {
            case DiscoveryChange.MemberSaved(var member) ->
                    discovered.put(member.id().text(), member);
            case DiscoveryChange.MemberForgotten(var id) -> discovered.remove(id.text());
            case DiscoveryChange.StandingSaved(var standing) -> discovery = standing;
        }
    }

    private void apply(MembershipChange change) {
        switch (change) {
            case MembershipChange.GatewayNamed(var entry) -> own = entry;
            case MembershipChange.MemberSaved(var member) -> members.put(member.id(), member);
            case MembershipChange.MemberForgotten(var id) -> members.remove(id);
        }
    }

    private void apply(AccessChange change) {
        switch (change) {
            case AccessChange.CredentialSaved(var record) -> credentials.put(record.id(), record);
            case AccessChange.CredentialForgotten(var id) -> credentials.remove(id);
            case AccessChange.RevocationSaved(var taken) ->
                    revocations.put(inKeyOrder(taken.what()) + taken.whose(), taken);
            case AccessChange.RevocationForgotten(var what, var whose) ->
                    revocations.remove(inKeyOrder(what) + whose);
            case AccessChange.JoinUsed(var use) -> uses.put(use.join() + " " + use.agentKey(), use);
            case AccessChange.JoinUseForgotten(var join, var agentKey) ->
                    uses.remove(join + " " + agentKey);
            case AccessChange.DeviceSaved(var device) -> devices.put(device.id(), device);
            case AccessChange.DeviceForgotten(var id) -> devices.remove(id);
        }
    }

    private static String inKeyOrder(Revocation.Of what) {
        return what.name().toLowerCase(Locale.ROOT).substring(0, 1);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.NodeSaved(var node) -> nodes.put(node.id(), node);
            case Change.NodeForgotten(var id) -> nodes.remove(id);
            case Change.WorkloadSaved(var workload) -> workloads.put(workload.id(), workload);
            case Change.WorkloadForgotten(var id) -> workloads.remove(id);
            case Change.VirtualClusterSaved(var cluster) -> clusters.put(cluster.name(), cluster);
            case Change.VirtualClusterForgotten(var name) -> clusters.remove(name);
            case Change.MaintenanceSaved(var window) -> windows.put(window.name(), window);
            case Change.MaintenanceForgotten(var name) -> windows.remove(name);
            case Change.WorkspaceSaved(var workspace) ->
                    workspaces.put(workspace.id().toString(), workspace);
            case Change.WorkspaceForgotten(var id) -> workspaces.remove(id.toString());
            case Change.PastUseSaved(var value) -> pastUse = value;
            case Change.ServingSet(var value, var since) -> {
                serving = value;
                servingSince = since;
            }
            case MembershipChange membership -> apply(membership);
            case Change.EventRecorded(var event) -> {
                events.add(event);
                if (events.size() > maxEvents) {
                    events.remove();
                }
            }
            case DiscoveryChange member -> apply(member);
            case AccessChange access -> apply(access);
            case Change.ReignBegun(var id, var reigns) -> {
                fleet = id;
                lineage = reigns;
            }
            case Change.AuditNoted(var mark) -> audit = mark;
            case Change.EndMarked(var mark) -> ends.add(mark);
            case Change.AnswerKept(var answer) -> answers.put(answer.number(), answer);
            case Change.AnswerForgotten(var number) -> answers.remove(number);
            case Change.ClockSaved(var value) -> clock = value;
            case Change.StatusChanged _,
                    Change.AvoidanceChanged _,
                    Change.MissingChanged _,
                    Change.MassAbsenceChanged _,
                    Change.StrangenessChanged _,
                    Change.HoldingsChecked _ -> {}
        }
    }
}
