package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.DiscoveryOutcome;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What members of the discovery registry and its operators can do and ask. Registering, leading,
 * removing and starting over are decided by the one writer and answered once durable; a heartbeat
 * is soft and waits for nobody. Safe from any thread.
 */
public final class DiscoveryOperations {
    private final Desk desk;
    private final ClusterView view;
    private final DiscoveryWatch watch;

    public DiscoveryOperations(Desk desk, ClusterView view, DiscoveryWatch watch) {
        this.desk = desk;
        this.view = view;
        this.watch = watch;
    }

    /** Lets a member join, or register again. */
    public void register(Caller caller, Joining joining, Reply<Admittance> reply) {
        if (!desk.admits(caller, Operation.REGISTER_DISCOVERED, reply)) {
            return;
        }
        // Or it could be held to be gone between its registration and our hearing of that.
        watch.registers(joining.id());
        DiscoveryCommand.Register command =
                new DiscoveryCommand.Register(
                        joining.id(),
                        joining.address(),
                        joining.port(),
                        joining.capabilities(),
                        joining.metadata(),
                        joining.rejoin());
        // The answer lists all members: not on the way of a commit.
        desk.placeThenLook(caller, command, reply, done -> registered(joining, done));
    }

    private Admittance registered(Joining joining, DiscoveryOutcome.Registered done) {
        watch.entered(joining.id(), joining.address() + ":" + joining.port());
        DiscoveryRegistry registry = view.discovery();
        return new Admittance(
                done.joined(),
                done.bootstrap(),
                done.owner(),
                watch.active(registry, joining.id()),
                watch.leader(registry).leader());
    }

    /** Lists the active members but the one that asks. */
    public void list(Caller caller, @Nullable MemberId asking, Reply<MemberList> reply) {
        desk.askLater(
                caller,
                Operation.LIST_DISCOVERED,
                reply,
                () -> new Answer.Given<>(watch.active(view.discovery(), asking)));
    }

    /** Tells who leads. */
    public void leader(Caller caller, Reply<KnownLeader> reply) {
        desk.ask(
                caller,
                Operation.SHOW_DISCOVERED_LEADER,
                reply,
                () -> new Answer.Given<>(watch.leader(view.discovery())));
    }

    /** Notes who leads; answered false when that one is no member. */
    public void postLeader(Caller caller, MemberId leader, Reply<Boolean> reply) {
        desk.order(
                caller,
                Operation.POST_DISCOVERED_LEADER,
                new DiscoveryCommand.PostLeader(leader),
                reply,
                DiscoveryOperations::wasMember);
    }

    /** Hears a member. */
    public void heartbeat(Caller caller, MemberId member, Reply<Beat> reply) {
        desk.ask(
                caller,
                Operation.HEAR_DISCOVERED,
                reply,
                () -> new Answer.Given<>(heard(caller, member)));
    }

    private Beat heard(Caller caller, MemberId member) {
        DiscoveryRegistry registry = view.discovery();
        if (registry.member(member) == null || !watch.heard(member, caller.address())) {
            return new Beat.Unknown();
        }
        DiscoveryStanding standing = registry.standing();
        return new Beat.Heard(standing.version(), standing.leader());
    }

    /** Takes a member out; answered false when it is none. */
    public void remove(Caller caller, MemberId member, Reply<Boolean> reply) {
        desk.order(
                caller,
                Operation.REMOVE_DISCOVERED,
                new DiscoveryCommand.Remove(member),
                reply,
                DiscoveryOperations::wasMember);
    }

    private static boolean wasMember(DiscoveryOutcome.OfMember outcome) {
        return switch (outcome) {
            case DiscoveryOutcome.Settled _ -> true;
            case DiscoveryOutcome.NotRegistered _ -> false;
        };
    }

    /** Tells how the registry stands. */
    public void counts(Caller caller, Reply<DiscoveryCounts> reply) {
        desk.askLater(
                caller,
                Operation.COUNT_DISCOVERED,
                reply,
                () -> new Answer.Given<>(watch.counts()));
    }

    /** Starts over: an empty registry, whose first member may found a cluster. */
    public void reset(Caller caller, Reply<DiscoveryResetDone> reply) {
        desk.order(
                caller,
                Operation.RESET_DISCOVERY,
                new DiscoveryCommand.Reset(),
                reply,
                done ->
                        new DiscoveryResetDone(
                                done.members(), view.discovery().standing().version()));
    }
}
