package dev.clawgateway.store;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random changes over few ids, so that records are replaced and forgotten too. */
public final class RandomChanges {
    private final Random random;
    private final RandomRecords records;
    private final List<NodeId> nodes = new ArrayList<>();
    private final List<WorkloadId> workloads = new ArrayList<>();
    private final List<MemberId> discovered = new ArrayList<>();
    private final List<WorkspaceId> workspaces = new ArrayList<>();
    private final List<String> clusters = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<String> credentials = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    private long sequence;
    private long lastAnswer;

    public RandomChanges(Random random) {
        this.random = random;
        this.records = new RandomRecords(random);
    }

    /** Up to nine. */
    public List<Change> batch() {
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            changes.add(change());
        }
        return changes;
    }

    private Change change() {
        return switch (random.nextInt(26)) {
            case 0 -> {
                NodeRecord node = records.next(NodeRecord.class);
                nodes.add(node.id());
                yield new Change.NodeSaved(node);
            }
            case 1 -> {
                WorkloadRecord workload = records.next(WorkloadRecord.class);
                workloads.add(workload.id());
                yield new Change.WorkloadSaved(workload);
            }
            case 2 -> {
                VirtualCluster cluster = records.next(VirtualCluster.class);
                clusters.add(cluster.name());
                yield new Change.VirtualClusterSaved(cluster);
            }
            case 3 -> {
                Instant since =
                        random.nextBoolean() ? Instant.ofEpochMilli(random.nextInt()) : null;
                yield new Change.ServingSet(random.nextBoolean(), since);
            }
            case 4 -> nodes.isEmpty() ? status() : new Change.NodeForgotten(any(nodes));
            case 5 -> workloads.isEmpty() ? status() : new Change.WorkloadForgotten(any(workloads));
            case 6 ->
                    clusters.isEmpty()
                            ? status()
                            : new Change.VirtualClusterForgotten(any(clusters));
            case 7 -> new Change.PastUseSaved(records.next(PastUseRecord.class));
            case 8 -> {
                DiscoveryMember member = records.next(DiscoveryMember.class);
                discovered.add(member.id());
                yield new DiscoveryChange.MemberSaved(member);
            }
            case 9 ->
                    discovered.isEmpty()
                            ? status()
                            : new DiscoveryChange.MemberForgotten(any(discovered));
            case 10 -> new DiscoveryChange.StandingSaved(records.next(DiscoveryStanding.class));
            case 11 -> {
                MemberRecord member = records.next(MemberRecord.class);
                members.add(member.id());
                yield new MembershipChange.MemberSaved(member);
            }
            case 12 ->
                    members.isEmpty()
                            ? status()
                            : new MembershipChange.MemberForgotten(any(members));
            case 13 -> new MembershipChange.GatewayNamed(records.next(OwnEntry.class));
            case 14 -> {
                CredentialRecord credential = records.next(CredentialRecord.class);
                credentials.add(credential.id());
                yield new AccessChange.CredentialSaved(credential);
            }
            case 15 ->
                    credentials.isEmpty()
                            ? status()
                            : new AccessChange.CredentialForgotten(any(credentials));
            case 16 -> new AccessChange.RevocationSaved(records.next(Revocation.class));
            case 17 -> new AccessChange.JoinUsed(records.next(JoinUse.class));
            case 18 -> {
                KeptAnswer answer = records.next(KeptAnswer.class);
                lastAnswer++;
                yield new Change.AnswerKept(
                        new KeptAnswer(
                                lastAnswer,
                                answer.caller(),
                                answer.key(),
                                answer.outcome(),
                                answer.at()));
            }
            case 19 -> new Change.AnswerForgotten(random.nextLong(lastAnswer + 1));
            case 20 -> {
                Workspace workspace = records.next(Workspace.class);
                workspaces.add(workspace.id());
                yield new Change.WorkspaceSaved(workspace);
            }
            case 21 ->
                    workspaces.isEmpty()
                            ? status()
                            : new Change.WorkspaceForgotten(any(workspaces));
            case 22 -> {
                PairedDevice device = records.next(PairedDevice.class);
                devices.add(device.id());
                yield new AccessChange.DeviceSaved(device);
            }
            case 23 ->
                    devices.isEmpty() ? status() : new AccessChange.DeviceForgotten(any(devices));
            default -> new Change.EventRecorded(event(++sequence));
        };
    }

    private Change status() {
        NodeId node = records.next(NodeId.class);
        return new Change.StatusChanged(node, NodeStatus.HEALTHY);
    }

    private <T> T any(List<T> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private static Event event(long sequence) {
        Subject node = new Subject.Node(new NodeId(new UUID(0, 1)));
        return new Event(
                sequence, Instant.EPOCH, Event.Kind.NODE_LOST, node, null, Caller.GATEWAY, null);
    }
}
