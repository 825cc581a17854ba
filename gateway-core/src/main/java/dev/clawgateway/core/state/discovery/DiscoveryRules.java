package dev.clawgateway.core.state.discovery;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.DiscoveryOutcome;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.DiscoveryLimits;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.turn.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member, who leads, and who founds the cluster. Confined to the control thread, which is
 * why of any number of members that register at once exactly one gets the bootstrap.
 */
public final class DiscoveryRules {
    private static final String NAME = "discovery";

    private final Supplier<DiscoveryLimits> limits;

    /** By the text of the id. */
    private final Map<String, DiscoveryMember> members = new LinkedHashMap<>();

    private DiscoveryStanding standing = DiscoveryStanding.INITIAL;

    public DiscoveryRules(Supplier<DiscoveryLimits> limits) {
        this.limits = limits;
    }

    /** Enters what a store held. */
    public void load(DiscoveryRegistry registry) {
        registry.members().forEach(member -> members.put(member.id().text(), member));
        standing = registry.standing();
    }

    public Applied<?> apply(Turn turn, DiscoveryCommand<?> command) {
        return switch (command) {
            case DiscoveryCommand.Register register -> register.by(register(turn, register));
            case DiscoveryCommand.PostLeader post -> post.by(postLeader(turn, post.leader()));
            case DiscoveryCommand.Remove remove -> remove.by(remove(turn, remove.member()));
            case DiscoveryCommand.Expire expire -> expire.by(expire(turn, expire));
            case DiscoveryCommand.Reset reset -> reset.by(reset(turn));
        };
    }

    private Applied<DiscoveryOutcome.Registered> register(
            Turn turn, DiscoveryCommand.Register command) {
        DiscoveryMember known = members.get(command.id().text());
        if (known == null && members.size() >= limits.get().maxMembers()) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST,
                    "the registry is full: it takes "
                            + limits.get().maxMembers()
                            + " members (discovery.max_members)");
        }
        DiscoveryMember member =
                known == null ? joining(turn, command) : updated(turn, known, command);
        String problem = limits.get().violation(member);
        if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        }
        members.put(member.id().text(), turn.save(member));
        boolean bootstrap = known == null && join(turn, member, command.rejoin());
        if (known != null && !sayTheSame(known, member)) {
            turn.event(Event.Kind.DISCOVERY_UPDATED, subject(member), place(member));
        }
        boolean owner = !command.rejoin() && standing.bootstrap().owedTo(member.id());
        return turn.granted(new DiscoveryOutcome.Registered(known == null, bootstrap, owner));
    }

    private DiscoveryMember joining(Turn turn, DiscoveryCommand.Register command) {
        return new DiscoveryMember(
                command.id(),
                command.address(),
                command.port(),
                command.capabilities(),
                command.metadata(),
                standing.version() + 1,
                turn.now().wall(),
                turn.now().wall());
    }

    private static DiscoveryMember updated(
            Turn turn, DiscoveryMember known, DiscoveryCommand.Register command) {
        Map<String, String> metadata = new LinkedHashMap<>(known.metadata());
        metadata.putAll(command.metadata());
        return new DiscoveryMember(
                known.id(),
                command.address(),
                command.port(),
                command.capabilities(),
                metadata,
                known.order(),
                known.joinedAt(),
                turn.now().wall());
    }

    private static boolean sayTheSame(DiscoveryMember one, DiscoveryMember other) {
        return place(one).equals(place(other))
                && one.capabilities().equals(other.capabilities())
                && one.metadata().equals(other.metadata());
    }

    private static Subject subject(DiscoveryMember member) {
        return new Subject.Member(NAME, member.id().text());
    }

    private static String place(DiscoveryMember member) {
        return member.address() + ":" + member.port();
    }

    /** True when it is the first ever, and so founds the cluster and leads it. */
    private boolean join(Turn turn, DiscoveryMember member, boolean rejoin) {
        boolean first = !standing.bootstrap().initiated();
        turn.event(Event.Kind.DISCOVERY_JOINED, subject(member), place(member));
        DiscoveryStanding after = standing.advanced(1);
        if (first && rejoin) {
            after = after.with(Bootstrap.NEEDLESS);
        } else if (first) {
            turn.event(Event.Kind.DISCOVERY_BOOTSTRAP_GIVEN, subject(member), null);
            turn.event(Event.Kind.DISCOVERY_LEADER, subject(member), "founds the cluster");
            after =
                    after.with(Bootstrap.givenTo(member.id(), turn.now().wall()))
                            .withLeader(member.id());
        }
        save(turn, after);
        return first && !rejoin;
    }

    private Applied<DiscoveryOutcome.OfMember> postLeader(Turn turn, MemberId leader) {
        DiscoveryMember member = members.get(leader.text());
        if (member == null) {
            return turn.granted(new DiscoveryOutcome.NotRegistered(leader));
        }
        DiscoveryStanding after =
                standing.withLeader(member.id()).with(standing.bootstrap().claimed());
        if (after.equals(standing)) {
            return turn.granted(new DiscoveryOutcome.Settled());
        }
        if (!member.id().names(standing.leader())) {
            turn.event(Event.Kind.DISCOVERY_LEADER, subject(member), "posted");
        }
        save(turn, after);
        return turn.granted(new DiscoveryOutcome.Settled());
    }

    private Applied<DiscoveryOutcome.OfMember> remove(Turn turn, MemberId id) {
        DiscoveryMember member = members.get(id.text());
        if (member == null) {
            return turn.granted(new DiscoveryOutcome.NotRegistered(id));
        }
        leave(turn, member, "removed");
        return turn.granted(new DiscoveryOutcome.Settled());
    }

    private Applied<Outcome.Changed> expire(Turn turn, DiscoveryCommand.Expire command) {
        DiscoveryMember member = members.get(command.member().text());
        if (member == null || !member.registeredAt().equals(command.registeredAt())) {
            return turn.unchanged();
        }
        leave(turn, member, "not heard for too long");
        return turn.done();
    }

    private void leave(Turn turn, DiscoveryMember member, String why) {
        forget(turn, member);
        turn.event(Event.Kind.DISCOVERY_REMOVED, subject(member), why);
        boolean led = member.id().names(standing.leader());
        if (led) {
            turn.event(Event.Kind.DISCOVERY_LEADER, subject(member), "left; nobody leads");
        }
        save(turn, standing.advanced(1).withLeader(led ? null : standing.leader()));
    }

    /** Its members have to register again; the version goes on, as for any other removal. */
    private Applied<DiscoveryOutcome.WasReset> reset(Turn turn) {
        List<DiscoveryMember> gone = List.copyOf(members.values());
        gone.forEach(member -> forget(turn, member));
        turn.event(
                Event.Kind.DISCOVERY_RESET,
                new Subject.Registry(NAME),
                gone.size() + " members were in it");
        save(turn, standing.advanced(gone.size()).withLeader(null).with(Bootstrap.OPEN));
        return turn.granted(new DiscoveryOutcome.WasReset(gone.size()));
    }

    private void forget(Turn turn, DiscoveryMember member) {
        members.remove(member.id().text());
        turn.change(new DiscoveryChange.MemberForgotten(member.id()));
    }

    private void save(Turn turn, DiscoveryStanding after) {
        standing = after;
        turn.change(new DiscoveryChange.StandingSaved(after));
    }

    /** For tests and checks: what is known now, durable or not. */
    @Nullable DiscoveryMember member(MemberId id) {
        return members.get(id.text());
    }
}
