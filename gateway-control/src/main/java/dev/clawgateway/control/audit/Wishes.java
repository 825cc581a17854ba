package dev.clawgateway.control.audit;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.MembershipCommand;
import org.jspecify.annotations.Nullable;

/** Which commands are written down when a person or a program sends them, and as what. */
public final class Wishes {
    private Wishes() {}

    /**
     * Whether a command of this caller is written down. What people and programs do is, and what
     * the gateway does in their place, which is to stop their work.
     */
    public static boolean audited(Caller caller, Command<?> command) {
        return operation(command) != null
                && (Audit.concerns(caller) || command instanceof Command.StopWorkload);
    }

    /** Null for what only tells what is, such as a heartbeat, and for the gateway's own doing. */
    static @Nullable String operation(Command<?> command) {
        Operation operation = wished(command);
        return operation == null ? null : operation.text();
    }

    private static @Nullable Operation operation(AccessCommand<?> command) {
        return switch (command) {
            case AccessCommand.Issue _ -> Operation.MINT_TOKEN;
            case AccessCommand.Revoke _, AccessCommand.RevokeSubject _ -> Operation.REVOKE_TOKEN;
            case AccessCommand.NoteKey _ -> Operation.ROTATE_KEYS;
            case AccessCommand.Join _ -> Operation.JOIN_NODE;
            case AccessCommand.Renew _ -> Operation.RENEW_CREDENTIAL;
            case AccessCommand.ApproveDevice _ -> Operation.APPROVE_DEVICE;
            case AccessCommand.RemoveDevice _ -> Operation.REMOVE_DEVICE;
            case AccessCommand.RenameDevice _ -> Operation.RENAME_DEVICE;
            // What is handed out with an approval is part of that.
            case AccessCommand.SetDeviceToken set ->
                    set.first() ? null : Operation.SET_DEVICE_TOKEN;
            case AccessCommand.RevokeDeviceToken _ -> Operation.SET_DEVICE_TOKEN;
        };
    }

    private static @Nullable Operation wished(Command<?> command) {
        return switch (command) {
            // Where nothing is done in any case, whoever sent it writes down what he was told.
            case Command.Once<?> once -> once.otherwise() == null ? wished(once.wish()) : null;
            case Command.SubmitWorkload _ -> Operation.SUBMIT_WORKLOAD;
            case Command.StopWorkload _ -> Operation.STOP_WORKLOAD;
            case Command.StopWorkloads _ -> Operation.STOP_WORKLOADS;
            case Command.ClearGate _ -> Operation.CLEAR_GATE;
            case Command.DrainNode _ -> Operation.DRAIN_NODE;
            case Command.DeleteNode _ -> Operation.DELETE_NODE;
            case Command.CordonNode _, Command.UncordonNode _ -> Operation.CORDON_NODE;
            case Command.SetNodeLabel _,
                    Command.RemoveNodeLabel _,
                    Command.SetNodeTaint _,
                    Command.RemoveNodeTaint _,
                    Command.SetNodeCondition _ ->
                    Operation.MARK_NODE;
            case Command.SetVirtualCluster _, Command.RemoveVirtualCluster _ ->
                    Operation.SET_VIRTUAL_CLUSTER;
            case Command.CreateWorkspace _ -> Operation.CREATE_WORKSPACE;
            case Command.DeleteWorkspace _ -> Operation.DELETE_WORKSPACE;
            case Command.SetMaintenance _, Command.RemoveMaintenance _ -> Operation.SET_MAINTENANCE;
            case Command.SetServing _ -> Operation.SET_SERVING;
            case Command.AcceptLosses _ -> Operation.ACCEPT_LOSSES;
            case DiscoveryCommand<?> discovery -> operation(discovery);
            case MembershipCommand membership -> operation(membership);
            case AccessCommand<?> access -> operation(access);
            case Command.RegisterNode _,
                    Command.SessionClosed _,
                    Command.ReportLiveness _,
                    Command.ReportMissing _,
                    Command.LoseNode _,
                    Command.OwnPause _,
                    Command.ReportWorkload _,
                    Command.BeginReign _,
                    Command.Retire _,
                    Command.NoteAudit _,
                    Command.Tick _ ->
                    null;
        };
    }

    private static @Nullable Operation operation(DiscoveryCommand<?> command) {
        return switch (command) {
            case DiscoveryCommand.Register _ -> Operation.REGISTER_DISCOVERED;
            case DiscoveryCommand.PostLeader _ -> Operation.POST_DISCOVERED_LEADER;
            case DiscoveryCommand.Remove _ -> Operation.REMOVE_DISCOVERED;
            case DiscoveryCommand.Reset _ -> Operation.RESET_DISCOVERY;
            case DiscoveryCommand.Expire _ -> null;
        };
    }

    private static @Nullable Operation operation(MembershipCommand command) {
        return switch (command) {
            case MembershipCommand.RegisterMember _ -> Operation.REGISTER_MEMBER;
            case MembershipCommand.SetMemberDisabled set ->
                    set.disabled() ? Operation.DISABLE_MEMBER : Operation.ENABLE_MEMBER;
            case MembershipCommand.RemoveMember _ -> Operation.REMOVE_MEMBER;
            case MembershipCommand.NameGateway _,
                    MembershipCommand.SilenceMember _,
                    MembershipCommand.HearMember _,
                    MembershipCommand.ForgetMember _ ->
                    null;
        };
    }

    /** What a command that is written down is about. */
    static About about(Command<?> command) {
        return switch (command) {
            case Command.Once<?> once -> about(once.wish());
            case Command.SubmitWorkload(var id, var _, var _, var _) -> About.of(id);
            case Command.StopWorkload(var id, var _) -> About.of(id);
            case Command.StopWorkloads _ -> About.WORKLOADS;
            case Command.ClearGate(var id, var _) -> About.of(id);
            case Command.DrainNode drain -> About.of(drain.node());
            case Command.DeleteNode(var node) -> About.of(node);
            case Command.CordonNode cordon -> About.of(cordon.node());
            case Command.UncordonNode(var node) -> About.of(node);
            case Command.SetNodeLabel set -> About.of(set.node());
            case Command.RemoveNodeLabel remove -> About.of(remove.node());
            case Command.SetNodeTaint set -> About.of(set.node());
            case Command.RemoveNodeTaint remove -> About.of(remove.node());
            case Command.SetNodeCondition set -> About.of(set.node());
            case Command.SetVirtualCluster set -> About.cluster(set.name());
            case Command.RemoveVirtualCluster(var name) -> About.cluster(name);
            case Command.CreateWorkspace create -> About.workspace(create.id().toString());
            case Command.DeleteWorkspace(var id) -> About.workspace(id.toString());
            case Command.SetMaintenance set -> About.window(set.name());
            case Command.RemoveMaintenance(var name) -> About.window(name);
            case DiscoveryCommand<?> discovery -> about(discovery);
            case MembershipCommand membership -> about(membership);
            case AccessCommand<?> access -> about(access);
            case Command.SetServing _,
                    Command.AcceptLosses _,
                    Command.RegisterNode _,
                    Command.SessionClosed _,
                    Command.ReportLiveness _,
                    Command.ReportMissing _,
                    Command.LoseNode _,
                    Command.OwnPause _,
                    Command.ReportWorkload _,
                    Command.BeginReign _,
                    Command.Retire _,
                    Command.NoteAudit _,
                    Command.Tick _ ->
                    About.GATEWAY;
        };
    }

    private static About about(AccessCommand<?> command) {
        return switch (command) {
            case AccessCommand.Issue issue -> About.credential(issue.id());
            case AccessCommand.Revoke(var id) -> About.credential(id);
            case AccessCommand.RevokeSubject(var subject) -> About.subject(subject);
            case AccessCommand.Join join -> About.credential(join.id());
            case AccessCommand.Renew renew -> About.credential(renew.id());
            case AccessCommand.NoteKey _ -> About.GATEWAY;
            case AccessCommand.OfDevice<?> device -> About.device(device.device());
        };
    }

    private static About about(DiscoveryCommand<?> command) {
        return switch (command) {
            case DiscoveryCommand.Register register -> About.of(register.id());
            case DiscoveryCommand.PostLeader(var leader) -> About.of(leader);
            case DiscoveryCommand.Remove(var member) -> About.of(member);
            case DiscoveryCommand.Expire(var member, var _) -> About.of(member);
            case DiscoveryCommand.Reset _ -> new About(About.Kind.DISCOVERY, null);
        };
    }

    private static About about(MembershipCommand command) {
        return switch (command) {
            case MembershipCommand.NameGateway _ -> About.GATEWAY;
            case MembershipCommand.RegisterMember register -> About.member(register.id());
            case MembershipCommand.SilenceMember(var id, var _) -> About.member(id);
            case MembershipCommand.HearMember(var id) -> About.member(id);
            case MembershipCommand.SetMemberDisabled(var id, var _) -> About.member(id);
            case MembershipCommand.RemoveMember(var id) -> About.member(id);
            case MembershipCommand.ForgetMember(var id, var _) -> About.member(id);
        };
    }
}
