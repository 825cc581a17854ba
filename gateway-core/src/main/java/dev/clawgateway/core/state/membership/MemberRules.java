package dev.clawgateway.core.state.membership;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.turn.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The registry of members. A registration replaces what its member said before, but neither when it
 * first joined nor an operator's word; under a new id it replaces who fell silent at the same url,
 * because the existing workers make a new id at each start.
 */
public final class MemberRules {
    private final Predicate<NodeId> nodes;
    private final MemberTable members = new MemberTable();
    private @Nullable OwnEntry own;

    /**
     * An empty registry.
     *
     * @param nodes whether a node is known; such an id no member can have
     */
    public MemberRules(Predicate<NodeId> nodes) {
        this.nodes = nodes;
    }

    /** Enters what a store held. */
    public void load(MemberRegistry registry) {
        own = registry.own();
        registry.members().forEach(members::put);
    }

    /** Of the member of that id; null when there is none. */
    public @Nullable Long revision(String id) {
        MemberRecord member = members.find(id);
        return member == null ? null : member.revision();
    }

    /** Applies one command. */
    public Applied<Outcome.Changed> apply(Turn turn, MembershipCommand command) {
        return switch (command) {
            case MembershipCommand.NameGateway name -> name(turn, name.id());
            case MembershipCommand.RegisterMember register -> register(turn, register);
            case MembershipCommand.SilenceMember silence -> silence(turn, silence);
            case MembershipCommand.HearMember heard -> hear(turn, heard.id());
            case MembershipCommand.SetMemberDisabled set -> disable(turn, set);
            case MembershipCommand.RemoveMember remove -> remove(turn, remove.id());
            case MembershipCommand.ForgetMember forget -> forget(turn, forget);
        };
    }

    private Applied<Outcome.Changed> name(Turn turn, String id) {
        if (own != null) {
            return turn.unchanged();
        }
        own = new OwnEntry(id, turn.now().wall());
        turn.change(new MembershipChange.GatewayNamed(own));
        return turn.done();
    }

    private Applied<Outcome.Changed> register(Turn turn, MembershipCommand.RegisterMember command) {
        String problem = MemberLimits.problem(command.id(), command.card());
        if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        }
        String taken = taken(command.id());
        if (taken != null) {
            return turn.refused(ErrorCode.CONFLICT, taken);
        }
        MemberRecord before = members.find(command.id());
        List<MemberRecord> replaced = before == null ? members.silentAt(command.card()) : List.of();
        if (before == null && replaced.isEmpty() && !makeRoom(turn)) {
            return turn.refused(
                    ErrorCode.NO_CAPACITY,
                    "the registry holds "
                            + MemberLimits.MOST_MEMBERS
                            + " members, and all of them are heard; remove some first");
        }
        replaced.forEach(
                member -> drop(turn, member, "replaced by " + command.id() + " at the same url"));
        save(turn, registered(turn, command, before, replaced));
        if (before == null || before.inactive()) {
            turn.event(Event.Kind.MEMBER_REGISTERED, subject(command.id()), command.card().url());
        }
        return turn.done();
    }

    private MemberRecord registered(
            Turn turn,
            MembershipCommand.RegisterMember command,
            @Nullable MemberRecord before,
            List<MemberRecord> replaced) {
        MemberRecord known = replaced.isEmpty() ? before : replaced.getFirst();
        return new MemberRecord(
                command.id(),
                known == null ? members.nextPlace() : known.place(),
                command.card(),
                turn.caller().address(),
                // Who was taken out of service does not come back by calling itself something else.
                (before != null && before.disabled())
                        || replaced.stream().anyMatch(MemberRecord::disabled),
                before == null ? turn.now().wall() : before.createdAt(),
                turn.now().wall(),
                null);
    }

    private boolean makeRoom(Turn turn) {
        if (members.size() < MemberLimits.MOST_MEMBERS) {
            return true;
        }
        Optional<MemberRecord> silent = members.longestSilent();
        silent.ifPresent(
                member -> drop(turn, member, "gave way: the registry was full, and it was silent"));
        return silent.isPresent();
    }

    private Applied<Outcome.Changed> silence(Turn turn, MembershipCommand.SilenceMember command) {
        MemberRecord member = members.find(command.id());
        if (member == null
                || member.inactive()
                || !member.registeredAt().equals(command.registeredAt())) {
            return turn.unchanged();
        }
        save(turn, member.withInactiveSince(turn.now().wall()));
        turn.event(Event.Kind.MEMBER_INACTIVE, subject(member.id()), member.card().url());
        return turn.done();
    }

    private Applied<Outcome.Changed> hear(Turn turn, String id) {
        return change(
                turn,
                id,
                Event.Kind.MEMBER_ACTIVE,
                member -> member.inactive() ? member.withInactiveSince(null) : member);
    }

    private Applied<Outcome.Changed> disable(
            Turn turn, MembershipCommand.SetMemberDisabled command) {
        return change(
                turn,
                command.id(),
                command.disabled() ? Event.Kind.MEMBER_DISABLED : Event.Kind.MEMBER_ENABLED,
                member ->
                        member.disabled() == command.disabled()
                                ? member
                                : member.withDisabled(command.disabled()));
    }

    private Applied<Outcome.Changed> change(
            Turn turn, String id, Event.Kind kind, UnaryOperator<MemberRecord> change) {
        String taken = taken(id);
        MemberRecord member = members.find(id);
        if (taken != null) {
            return turn.refused(ErrorCode.CONFLICT, taken);
        } else if (member == null) {
            return unknown(turn, id);
        }
        MemberRecord changed = change.apply(member);
        if (changed.equals(member)) {
            return turn.unchanged();
        }
        save(turn, changed);
        turn.event(kind, subject(id), member.card().url());
        return turn.done();
    }

    private Applied<Outcome.Changed> remove(Turn turn, String id) {
        String taken = taken(id);
        MemberRecord member = members.find(id);
        if (taken != null) {
            return turn.refused(ErrorCode.CONFLICT, taken);
        } else if (member == null) {
            return unknown(turn, id);
        }
        drop(turn, member, "removed");
        return turn.done();
    }

    private Applied<Outcome.Changed> forget(Turn turn, MembershipCommand.ForgetMember command) {
        MemberRecord member = members.find(command.id());
        if (member == null || !command.inactiveSince().equals(member.inactiveSince())) {
            return turn.unchanged();
        }
        drop(turn, member, "silent since " + command.inactiveSince());
        return turn.done();
    }

    /** Why no member can have an id; null when one can. */
    private @Nullable String taken(String id) {
        if (own != null && own.id().equals(id)) {
            return "this is the gateway's own entry";
        }
        return isNode(id) ? "this is a node that is connected by its agent" : null;
    }

    private boolean isNode(String id) {
        try {
            return nodes.test(NodeId.parse(id));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void save(Turn turn, MemberRecord member) {
        members.put(turn.save(member));
    }

    private void drop(Turn turn, MemberRecord member, String why) {
        members.remove(member.id());
        turn.change(new MembershipChange.MemberForgotten(member.id()));
        turn.event(Event.Kind.MEMBER_REMOVED, subject(member.id()), why);
    }

    private static Subject subject(String id) {
        return new Subject.Member("membership", id);
    }

    private static Applied<Outcome.Changed> unknown(Turn turn, String id) {
        return turn.refused(ErrorCode.NODE_NOT_FOUND, "no member with id " + id);
    }
}
