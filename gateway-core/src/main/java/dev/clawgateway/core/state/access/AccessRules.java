package dev.clawgateway.core.state.access;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.NamePattern;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.CredentialLimits;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a credential, and what is taken back. That a token was signed here is known before;
 * whether it has expired, is taken back or used up is decided here, so that of any number that use
 * one at once no more get in than may.
 *
 * <p>A node that joined keeps its name for its agent's key: somebody else who has a credential to
 * join by cannot take it over, unless the node is deleted or its credential taken back.
 */
public final class AccessRules {
    /** So long after it has expired a node's credential may still be exchanged. */
    public static final Duration GRACE = Duration.ofDays(7);

    /** Whoever asks for more before this part of its life is over gets the same again. */
    private static final int YOUTH = 3;

    /** Beyond a few for each node. */
    private static final int ROOM = 10_000;

    private static final int EACH_NODE = 4;

    /**
     * The same for whatever is wrong with one: what exactly is of use to nobody who may have it.
     */
    private static final String NOT_VALID = "the credential is not valid";

    private static final String FULL =
            "too many credentials are kept; wait until some expire, or ask for shorter lives";

    private final CredentialTable credentials = new CredentialTable();
    private final Revocations revocations = new Revocations();
    private final JoinUses uses = new JoinUses();
    private final AccessSweep sweep;
    private final DeviceRules devices;
    private final IntSupplier maxNodes;

    public AccessRules(Clock clock, IntSupplier maxNodes) {
        sweep = new AccessSweep(credentials, revocations, uses, clock);
        this.maxNodes = maxNodes;
        devices = new DeviceRules(this::most, revocations::until);
    }

    private int most() {
        return (int) Math.min(Integer.MAX_VALUE, ROOM + (long) EACH_NODE * maxNodes.getAsInt());
    }

    /** Enters what a store held. */
    public void load(AccessRegister register) {
        register.credentials().forEach(credentials::put);
        register.revocations().forEach(revocations::put);
        register.uses().forEach(uses::put);
        register.devices().forEach(devices::load);
    }

    public Applied<?> apply(Turn turn, AccessCommand<?> command) {
        return switch (command) {
            case AccessCommand.Issue issue -> issue.by(issue(turn, issue));
            case AccessCommand.Revoke revoke -> revoke.by(revoke(turn, revoke.id()));
            case AccessCommand.RevokeSubject revoke ->
                    revoke.by(revokeSubject(turn, revoke.subject()));
            case AccessCommand.Join join -> join.by(join(turn, join));
            case AccessCommand.Renew renew -> renew.by(renew(turn, renew));
            case AccessCommand.NoteKey note -> note.by(note(turn, note.key()));
            case AccessCommand.OfDevice<?> wish -> devices.apply(turn, wish);
        };
    }

    /** Forgets what has expired long ago; costs nothing most of the time. */
    public void sweep(Turn turn) {
        sweep.step(turn);
    }

    /** A node of that name will not return: whatever is installed there may join as it. */
    public void nodeDeleted(Turn turn, String name) {
        for (CredentialRecord record : credentials.ofNode(name)) {
            if (record.agentKey() != null) {
                credentials.put(turn.save(record.freed()));
            }
        }
    }

    private Applied<Outcome.Issued> issue(Turn turn, AccessCommand.Issue command) {
        Duration lifetime =
                CredentialLimits.lifetime(
                        command.holder(), command.lifetime(), rest(turn, command));
        String problem =
                lifetime == null
                        ? "expires: no token outlives the one that it is made with, which ends at "
                                + command.latest()
                        : CredentialLimits.problem(command.holder(), lifetime);
        if (lifetime == null || problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, String.valueOf(problem));
        } else if (known(command.id())) {
            return turn.refused(ErrorCode.CONFLICT, "there is a credential with that id");
        } else if (credentials.size() >= most()) {
            return turn.refused(ErrorCode.CONFLICT, FULL);
        }
        Credential issued = issued(turn, command.id(), command.holder(), lifetime, null);
        tell(turn, Event.Kind.CREDENTIAL_ISSUED, issued);
        return turn.granted(new Outcome.Issued(issued, true));
    }

    /** What is left until it has to end; null where nothing says so. */
    private @Nullable Duration rest(Turn turn, AccessCommand.Issue command) {
        Instant latest = command.latest();
        return latest == null
                ? null
                : Duration.between(
                        start(turn, command.holder()), latest.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean known(String id) {
        return !CredentialLimits.isId(id) || credentials.find(id) != null;
    }

    /** Later than whatever was taken back of the same holder, or it would be so itself. */
    private Instant start(Turn turn, Holder holder) {
        Instant now = turn.now().wall().truncatedTo(ChronoUnit.SECONDS);
        Instant revoked = revocations.until(holder.subject());
        return now.isAfter(revoked) ? now : revoked.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private Credential issued(
            Turn turn, String id, Holder holder, Duration lifetime, @Nullable String agentKey) {
        Instant from = start(turn, holder);
        Credential credential = new Credential(id, holder, from, from.plus(lifetime));
        credentials.put(
                turn.save(new CredentialRecord(credential, turn.caller().recorded(), agentKey, 0)));
        return credential;
    }

    private Applied<Outcome.Changed> revoke(Turn turn, String id) {
        if (!CredentialLimits.isId(id)) {
            return turn.refused(ErrorCode.INVALID_REQUEST, "id: no credential can have that one");
        }
        if (revocations.of(Revocation.Of.CREDENTIAL, id) != null) {
            return turn.unchanged();
        }
        Instant now = turn.now().wall().truncatedTo(ChronoUnit.SECONDS);
        CredentialRecord known = credentials.find(id);
        Instant until = known == null ? now.plus(Credential.LONGEST) : known.credential().expires();
        return take(
                turn,
                new Revocation(Revocation.Of.CREDENTIAL, id, now, until),
                Event.Kind.CREDENTIAL_REVOKED,
                new Subject.Credential(id),
                known == null ? "not issued here" : known.credential().holder().subject());
    }

    private Applied<Outcome.Changed> revokeSubject(Turn turn, String subject) {
        if (!CredentialLimits.isSubject(subject)) {
            return turn.refused(ErrorCode.INVALID_REQUEST, "subject: nobody can be called that");
        }
        Instant now = latest(turn.now().wall(), devices.latest(subject));
        List<CredentialRecord> ahead = issuedLaterThan(now, subject);
        Revocation before = revocations.of(Revocation.Of.SUBJECT, subject);
        Revocation whole =
                before != null && !before.at().isBefore(now)
                        ? before
                        : new Revocation(
                                Revocation.Of.SUBJECT, subject, now, now.plus(Credential.LONGEST));
        if (whole.equals(before) && ahead.isEmpty()) {
            return turn.unchanged();
        }
        for (CredentialRecord one : ahead) {
            Instant until = one.credential().expires();
            keep(turn, new Revocation(Revocation.Of.CREDENTIAL, one.id(), now, until));
        }
        return take(turn, whole, Event.Kind.CREDENTIALS_REVOKED, new Subject.Holder(subject), null);
    }

    private static Instant latest(Instant some, Instant other) {
        return some.isAfter(other) ? some : other;
    }

    private Applied<Outcome.Changed> take(
            Turn turn,
            Revocation revocation,
            Event.Kind kind,
            Subject subject,
            @Nullable String detail) {
        if (revocations.size() >= most()) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "too many revocations are kept; change the signing keys instead, which takes"
                            + " back everything that they signed");
        }
        keep(turn, revocation);
        turn.event(kind, subject, detail);
        return turn.done();
    }

    private void keep(Turn turn, Revocation revocation) {
        revocations.put(revocation);
        turn.change(new AccessChange.RevocationSaved(revocation));
    }

    /** By a clock that was ahead: "all up to now" would leave them out. */
    private List<CredentialRecord> issuedLaterThan(Instant now, String subject) {
        return credentials.all().stream()
                .filter(one -> one.credential().issued().isAfter(now))
                .filter(one -> one.credential().holder().subject().equals(subject))
                .filter(one -> revocations.of(Revocation.Of.CREDENTIAL, one.id()) == null)
                .limit(Math.max(0, most() - revocations.size()))
                .toList();
    }

    private Applied<Outcome.Issued> join(Turn turn, AccessCommand.Join command) {
        Credential ticket = command.ticket();
        if (!(ticket.holder() instanceof Holder.Join holder)
                || !turn.now().wall().isBefore(ticket.expires())
                || revocations.holds(ticket)) {
            return turn.refused(ErrorCode.PERMISSION_DENIED, NOT_VALID);
        }
        if (!NamePattern.matches(holder.node(), command.name())) {
            return turn.refused(
                    ErrorCode.PERMISSION_DENIED,
                    "this credential lets only nodes join that are named '" + holder.node() + "'");
        }
        Holder.Node node = new Holder.Node(command.name(), holder.labels());
        String problem = CredentialLimits.problem(node, command.lifetime());
        if (problem == null && command.name().indexOf('*') >= 0) {
            problem = "name: must not contain *";
        }
        if (problem != null) {
            return turn.refused(ErrorCode.INVALID_REQUEST, problem);
        } else if (heldByOther(turn, command.name(), command.agentKey())) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "another agent has joined as '"
                            + command.name()
                            + "'; delete that node, or take its credential back, and join again");
        }
        JoinUse use = uses.of(ticket.id(), command.agentKey());
        if (use == null && uses.count(ticket.id()) >= holder.uses()) {
            return turn.refused(
                    ErrorCode.PERMISSION_DENIED,
                    "this credential is used up: it let " + holder.uses() + " nodes join");
        }
        return join(turn, command, node, use);
    }

    private Applied<Outcome.Issued> join(
            Turn turn, AccessCommand.Join command, Holder.Node node, @Nullable JoinUse use) {
        CredentialRecord last = use == null ? null : credentials.find(use.credential());
        if (last != null) {
            if (revocations.holds(last.credential())) {
                return turn.refused(ErrorCode.PERMISSION_DENIED, NOT_VALID);
            } else if (!last.credential().holder().equals(node)) {
                return turn.refused(
                        ErrorCode.CONFLICT,
                        "this agent has joined already, as "
                                + last.credential().holder().subject());
            } else if (young(turn, last.credential())) {
                return turn.granted(new Outcome.Issued(last.credential(), false));
            }
        }
        if (known(command.id()) || credentials.size() >= most() || uses.size() >= most()) {
            return turn.refused(ErrorCode.CONFLICT, FULL);
        }
        Credential issued =
                issued(turn, command.id(), node, command.lifetime(), command.agentKey());
        Credential ticket = command.ticket();
        JoinUse now = new JoinUse(ticket.id(), command.agentKey(), issued.id(), ticket.expires());
        uses.put(now);
        turn.change(new AccessChange.JoinUsed(now));
        tell(turn, Event.Kind.NODE_JOINED, issued);
        return turn.granted(new Outcome.Issued(issued, true));
    }

    private Applied<Outcome.Issued> renew(Turn turn, AccessCommand.Renew command) {
        Credential shown = command.shown();
        if (!(shown.holder() instanceof Holder.Node node)
                || !turn.now().wall().isBefore(shown.expires().plus(GRACE))
                || revocations.holds(shown)) {
            return turn.refused(ErrorCode.PERMISSION_DENIED, NOT_VALID);
        }
        CredentialRecord kept = credentials.find(shown.id());
        String agentKey = kept == null ? null : kept.agentKey();
        if (heldByOther(turn, node.node(), agentKey)) {
            return turn.refused(
                    ErrorCode.CONFLICT, "another agent has joined as '" + node.node() + "' since");
        }
        Credential last = newest(node, agentKey, shown);
        if (young(turn, last)) {
            return turn.granted(new Outcome.Issued(last, false));
        } else if (known(command.id()) || credentials.size() >= most()) {
            return turn.refused(ErrorCode.CONFLICT, FULL);
        }
        Credential issued = issued(turn, command.id(), node, shown.lifetime(), agentKey);
        tell(turn, Event.Kind.CREDENTIAL_RENEWED, issued);
        return turn.granted(new Outcome.Issued(issued, true));
    }

    /** The last one for the same node and agent: it may have got it, and not the answer. */
    private Credential newest(Holder.Node node, @Nullable String agentKey, Credential shown) {
        return credentials.ofNode(node.node()).stream()
                .filter(record -> Objects.equals(record.agentKey(), agentKey))
                .map(CredentialRecord::credential)
                .filter(one -> one.holder().equals(node) && !revocations.holds(one))
                .filter(one -> one.issued().isAfter(shown.issued()))
                .findFirst()
                .orElse(shown);
    }

    private static boolean young(Turn turn, Credential credential) {
        Instant old = credential.issued().plus(credential.lifetime().dividedBy(YOUTH));
        return turn.now().wall().isBefore(old);
    }

    private boolean heldByOther(Turn turn, String node, @Nullable String agentKey) {
        return credentials.ofNode(node).stream()
                .filter(record -> record.agentKey() != null && !record.agentKey().equals(agentKey))
                .map(CredentialRecord::credential)
                .anyMatch(one ->
                        turn.now().wall().isBefore(one.expires().plus(GRACE))
                                && !revocations.holds(one));
    }

    private static Applied<Outcome.Changed> note(Turn turn, String key) {
        turn.event(Event.Kind.SIGNING_KEY_CHANGED, new Subject.Gateway(), key);
        return turn.done();
    }

    private static void tell(Turn turn, Event.Kind kind, Credential credential) {
        turn.event(kind, new Subject.Credential(credential.id()), credential.holder().subject());
    }
}
