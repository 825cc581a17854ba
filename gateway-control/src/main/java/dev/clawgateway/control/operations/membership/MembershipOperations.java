package dev.clawgateway.control.operations.membership;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What members of the membership registry and those who look at it can do and ask. What must last
 * is decided by the one writer and answered once durable; a heartbeat is soft and waits for nobody,
 * but where it ends a silence. Safe from any thread.
 */
public final class MembershipOperations {
    private final Desk desk;
    private final ClusterView view;
    private final MembershipWatch watch;
    private final NodeEntries nodes;
    private final Supplier<MembershipSettings> settings;
    private final OwnFacts facts;
    private final Clockwork clockwork;
    private final Instant startedAt;
    private final long startedNanos;

    /** Time, and what is due some time. */
    public record Clockwork(Time time, Timers timers) {}

    /** Operations of a gateway that starts now. */
    public MembershipOperations(
            Desk desk,
            ClusterView view,
            HeardSessions heard,
            MembershipWatch watch,
            Supplier<MembershipSettings> settings,
            OwnFacts facts,
            Clockwork clockwork) {
        this.desk = desk;
        this.view = view;
        this.watch = watch;
        this.settings = settings;
        this.facts = facts;
        this.clockwork = clockwork;
        nodes = new NodeEntries(view, heard, settings.get().clusterId(), clockwork.time());
        startedAt = clockwork.time().now();
        startedNanos = clockwork.time().nanos();
    }

    public MembershipSettings settings() {
        return settings.get();
    }

    /** Lets a member in, or takes its new card. Held for a while when it cannot be taken now. */
    public void register(Caller caller, String id, MemberCard card, Reply<MemberEntry> reply) {
        if (desk.admits(caller, Operation.REGISTER_MEMBER, reply)) {
            watch.registers(id);
            new HeldRegistration(clockwork.timers(), clockwork.time(), reply)
                    .begin(held -> attempt(caller, id, card, held));
        }
    }

    private void attempt(Caller caller, String id, MemberCard card, Reply<MemberEntry> reply) {
        if (view.members().own() == null) {
            reply.answer(starting());
            return;
        }
        desk.<Outcome.Changed, Answer<MemberEntry>>place(
                caller,
                new MembershipCommand.RegisterMember(id, card),
                flat(reply),
                _ -> registered(id));
    }

    private Answer<MemberEntry> registered(String id) {
        MemberRecord member = view.members().find(id);
        if (member == null) {
            return unknown(id);
        }
        watch.registered(member);
        return new Answer.Given<>(watch.health(member).entry());
    }

    /** Hears a member; answered with the time. */
    public void heartbeat(Caller caller, String id, MemberBeat beat, Reply<Instant> reply) {
        if (!desk.admits(caller, Operation.HEAR_MEMBER, reply)) {
            return;
        }
        MemberRecord member = view.members().find(id);
        String problem = member == null ? null : watch.problem(member, beat);
        if (member == null || problem != null || watch.hears(member)) {
            reply.answer(heard(caller, id, member, problem, beat));
        } else {
            desk.<Outcome.Changed, Answer<Instant>>place(
                    caller,
                    new MembershipCommand.HearMember(id),
                    flat(reply),
                    _ -> back(member, beat));
        }
    }

    private Answer<Instant> heard(
            Caller caller,
            String id,
            @Nullable MemberRecord member,
            @Nullable String problem,
            MemberBeat beat) {
        if (member == null) {
            String taken = taken(id);
            return taken == null ? unknown(id) : new Answer.Refused<>(ErrorCode.CONFLICT, taken);
        }
        String wrong = problem == null ? watch.beat(member, beat, caller.address()) : problem;
        return wrong == null
                ? new Answer.Given<>(clockwork.time().now())
                : new Answer.Refused<>(ErrorCode.INVALID_REQUEST, wrong);
    }

    private Answer<Instant> back(MemberRecord member, MemberBeat beat) {
        watch.back(member, beat);
        return new Answer.Given<>(clockwork.time().now());
    }

    /** Lists the gateway, its members and the connected nodes. */
    public void list(Caller caller, MemberFilter filter, Reply<List<MemberEntry>> reply) {
        desk.askLater(
                caller,
                Operation.LIST_MEMBERS,
                reply,
                () ->
                        withOwn(own ->
                                all(own).stream()
                                        .map(MemberHealth::entry)
                                        .filter(filter::matches)
                                        .toList()));
    }

    private List<MemberHealth> all(MemberEntry own) {
        List<MemberHealth> all = new ArrayList<>();
        all.add(new MemberHealth(own, null, upNanos() / 1e9));
        view.members().all().forEach(member -> all.add(watch.health(member)));
        all.addAll(nodes.all());
        return all;
    }

    /** Shows one of them. */
    public void show(Caller caller, String id, Reply<MemberEntry> reply) {
        desk.askLater(caller, Operation.SHOW_MEMBER, reply, () -> shown(id));
    }

    private Answer<MemberEntry> shown(String id) {
        MemberRecord member = view.members().find(id);
        if (member != null) {
            return new Answer.Given<>(watch.health(member).entry());
        }
        OwnEntry own = view.members().own();
        if (own != null && own.id().equals(id)) {
            return new Answer.Given<>(entry(own));
        }
        MemberHealth node = nodes.find(id);
        return node == null ? unknown(id) : new Answer.Given<>(node.entry());
    }

    /** Takes a member out of service, or gives it back; a node is cordoned and uncordoned. */
    public void setDisabled(Caller caller, String id, boolean disabled, Reply<String> reply) {
        Operation operation = disabled ? Operation.DISABLE_MEMBER : Operation.ENABLE_MEMBER;
        if (!desk.admits(caller, operation, reply)) {
            return;
        }
        NodeRecord node = nodes.known(id);
        if (node != null && !nodes.connected(node)) {
            reply.answer(unknown(id));
            return;
        }
        desk.place(
                caller,
                node == null ? member(id, disabled) : cordon(node, disabled),
                reply,
                _ -> {
                    if (!disabled) {
                        watch.enabled(id);
                    }
                    return id;
                });
    }

    private static Command<Outcome.Changed> member(String id, boolean disabled) {
        return new MembershipCommand.SetMemberDisabled(id, disabled);
    }

    private static Command<Outcome.Changed> cordon(NodeRecord node, boolean disabled) {
        return disabled
                ? new Command.CordonNode(node.id(), "disabled as a member")
                : new Command.UncordonNode(node.id());
    }

    /** Forgets a member. */
    public void remove(Caller caller, String id, Reply<String> reply) {
        desk.order(
                caller,
                Operation.REMOVE_MEMBER,
                new MembershipCommand.RemoveMember(id),
                reply,
                _ -> id);
    }

    /** Tells how the gateway stands. */
    public void standing(Caller caller, Reply<GatewayStanding> reply) {
        desk.ask(caller, Operation.SHOW_STANDING, reply, () -> withOwn(this::standing));
    }

    private GatewayStanding standing(MemberEntry own) {
        Instant changed = view.servingSince();
        return new GatewayStanding(
                own,
                view.serving(),
                changed == null ? startedAt : changed,
                startedAt,
                Duration.ofNanos(upNanos()).toSeconds());
    }

    /** Tells how all do. */
    public void health(Caller caller, Reply<HealthReport> reply) {
        desk.askLater(
                caller,
                Operation.SHOW_MEMBERS_HEALTH,
                reply,
                () ->
                        withOwn(own ->
                                new HealthReport(
                                        facts.healthy(),
                                        clockwork.time().now(),
                                        own.id(),
                                        all(own))));
    }

    /** Enters or leaves maintenance. */
    public void setServing(Caller caller, boolean serving, Reply<GatewayStanding> reply) {
        desk.<Outcome.Changed, Answer<GatewayStanding>>order(
                caller,
                Operation.SET_MEMBER_SERVING,
                new Command.SetServing(serving),
                flat(reply),
                _ -> withOwn(this::standing));
    }

    private <T> Answer<T> withOwn(Function<MemberEntry, T> answer) {
        OwnEntry own = view.members().own();
        return own == null ? starting() : new Answer.Given<>(answer.apply(entry(own)));
    }

    private MemberEntry entry(OwnEntry own) {
        MemberCard card =
                new MemberCard(
                        facts.url(),
                        settings.get().clusterId(),
                        MemberRole.COORDINATOR,
                        List.of(),
                        Attributes.NONE,
                        Attributes.NONE,
                        facts.version(),
                        null,
                        null);
        return new MemberEntry(
                own.id(),
                card,
                facts.healthy() ? MemberStatus.ACTIVE : MemberStatus.UNHEALTHY,
                clockwork.time().now(),
                own.createdAt());
    }

    private long upNanos() {
        return clockwork.time().nanos() - startedNanos;
    }

    private @Nullable String taken(String id) {
        OwnEntry own = view.members().own();
        if (own != null && own.id().equals(id)) {
            return "this is the gateway's own entry";
        }
        return nodes.known(id) == null ? null : "this is a node that is connected by its agent";
    }

    private static <T> Answer<T> unknown(String id) {
        return new Answer.Refused<>(ErrorCode.NODE_NOT_FOUND, "no member with id " + id);
    }

    private static <T> Answer<T> starting() {
        return new Answer.Refused<>(
                ErrorCode.OVERLOADED, "the gateway is starting; try again in a moment");
    }

    /** For outcomes that are granted and may still come to a refusal. */
    private static <T> Reply<Answer<T>> flat(Reply<T> reply) {
        return answer -> {
            switch (answer) {
                case Answer.Given<Answer<T>>(Answer<T> inner) -> reply.answer(inner);
                case Answer.Refused<Answer<T>>(ErrorCode code, String detail) ->
                        reply.answer(new Answer.Refused<>(code, detail));
            }
        };
    }
}
