package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.credential.AccessView;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.device.DeviceLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens, shows them and takes them back. Nobody makes one that allows more than his own
 * does, or outlives it, and nobody sees or takes back one that he could not make. Safe from any
 * thread.
 */
public final class TokenOperations {
    private static final int PAGE = 100;

    /** What the names of those begin with whom an identity provider knows. */
    private static final String PROVIDERS = "oidc" + Holder.PREFIX;

    private final Desk desk;
    private final ClusterView view;
    private final Tokens tokens;
    private final DeviceOperations devices;
    private final Supplier<UUID> ids;

    /**
     * Operations on tokens.
     *
     * @param devices whose approvals are taken back by subject, too
     * @param ids for tokens
     */
    public TokenOperations(
            Desk desk,
            ClusterView view,
            Tokens tokens,
            DeviceOperations devices,
            Supplier<UUID> ids) {
        this.desk = desk;
        this.view = view;
        this.tokens = tokens;
        this.devices = devices;
        this.ids = ids;
    }

    /**
     * Makes one.
     *
     * @param own what the caller was let in by: nothing that is made with it outlives it
     * @param lifetime null for the usual one, or as much of that as is left of the caller's own
     */
    public void mint(
            Caller caller,
            Grant own,
            Holder holder,
            @Nullable Duration lifetime,
            Reply<MadeToken> reply) {
        if (!desk.admits(caller, Operation.MINT_TOKEN, reply)) {
            return;
        }
        if (!reaches(caller, holder)) {
            desk.deny(
                    caller,
                    Operation.MINT_TOKEN,
                    About.subject(holder.subject()),
                    "a token allows no more than that of whoever makes it; nodes join only by those"
                            + " of admins without limits",
                    reply);
            return;
        }
        AccessCommand.Issue issue =
                new AccessCommand.Issue(
                        ids.get().toString(), holder, lifetime, latest(caller, own, holder));
        desk.place(caller, issue, reply, this::made);
    }

    /**
     * Whoever is let in by a provider is so for minutes only, and asked anew: machines that he lets
     * in stay. He himself does not stay by what he made.
     */
    private static @Nullable Instant latest(Caller caller, Grant own, Holder holder) {
        boolean ofProvider =
                caller.principal() instanceof Principal.Operator(String name)
                        && name != null
                        && name.startsWith(PROVIDERS);
        return ofProvider && !(holder instanceof Holder.Operator) ? null : own.expires();
    }

    private MadeToken made(Outcome.Issued issued) {
        return new MadeToken(issued.credential(), tokens.sign(issued.credential()));
    }

    /**
     * Lists those in the caller's reach, by their ids.
     *
     * @param after only those after this; null from the beginning
     */
    public void list(Caller caller, @Nullable String after, Reply<TokenPage> reply) {
        desk.askLater(
                caller,
                Operation.LIST_TOKENS,
                reply,
                () -> new Answer.Given<>(page(caller, after == null ? "" : after)));
    }

    private TokenPage page(Caller caller, String after) {
        List<KnownToken> found =
                view.access().all().stream()
                        .filter(record -> record.id().compareTo(after) > 0)
                        .filter(record -> reaches(caller, record.credential().holder()))
                        .sorted(Comparator.comparing(CredentialRecord::id))
                        .limit(PAGE + 1L)
                        .map(this::known)
                        .toList();
        return found.size() <= PAGE
                ? new TokenPage(found, null)
                : new TokenPage(found.subList(0, PAGE), found.get(PAGE - 1).credential().id());
    }

    /** Empty where none is known, or none in reach. */
    public void get(Caller caller, String id, Reply<Optional<KnownToken>> reply) {
        desk.ask(
                caller,
                Operation.GET_TOKEN,
                reply,
                () -> new Answer.Given<>(Optional.ofNullable(find(caller, id)).map(this::known)));
    }

    /** Takes one back, also one that was made elsewhere with the same key. */
    public void revoke(Caller caller, String id, Reply<TakenBack> reply) {
        if (!desk.admits(caller, Operation.REVOKE_TOKEN, reply)) {
            return;
        }
        CredentialRecord record = view.access().find(id);
        if (record == null ? !unlimited(caller) : !reaches(caller, record.credential().holder())) {
            desk.noteUnseen(caller, Operation.REVOKE_TOKEN, About.credential(id));
            reply.answer(new Answer.Given<>(new TakenBack.Unseen()));
            return;
        }
        desk.place(caller, new AccessCommand.Revoke(id), reply, _ -> takenBack(id));
    }

    private TakenBack takenBack(String id) {
        CredentialRecord record = view.access().find(id);
        return record == null ? new TakenBack.Foreign() : new TakenBack.Known(known(record));
    }

    /**
     * Takes back whatever a subject was given by now, by whatever way it came. A device is approved
     * for nothing any more.
     */
    public void revokeSubject(Caller caller, String subject, Reply<Boolean> reply) {
        if (!desk.admits(caller, Operation.REVOKE_TOKEN, reply)) {
            return;
        }
        if (!unlimited(caller)) {
            desk.deny(
                    caller,
                    Operation.REVOKE_TOKEN,
                    About.subject(subject),
                    "only admins without limits take back all that somebody has",
                    reply);
            return;
        }
        String device = DeviceLimits.ofSubject(subject);
        if (device != null) {
            devices.takeBack(caller, device, reply);
            return;
        }
        desk.place(
                caller, new AccessCommand.RevokeSubject(subject), reply, Outcome.Changed::changed);
    }

    private @Nullable CredentialRecord find(Caller caller, String id) {
        CredentialRecord record = view.access().find(id);
        if (record != null && !reaches(caller, record.credential().holder())) {
            desk.noteUnseen(caller, Operation.GET_TOKEN, About.credential(id));
            return null;
        }
        return record;
    }

    private KnownToken known(CredentialRecord record) {
        AccessView access = view.access();
        return new KnownToken(
                record.credential(),
                record.by(),
                access.uses(record.id()),
                access.revokedAt(record.credential()));
    }

    /** Whether the caller could give that away. */
    private static boolean reaches(Caller caller, Holder holder) {
        Rights own = caller.rights();
        return switch (holder) {
            case Holder.Operator(String name, Rights rights) ->
                    own != null
                            && own.include(rights)
                            // Under another's name that one's workloads would be the holder's own.
                            && (!own.ownOnly()
                                    || caller.principal().equals(new Principal.Operator(name)));
            // A node sees all that is run on it, whosever it is.
            case Holder.Node _, Holder.Join _ -> unlimited(caller);
        };
    }

    private static boolean unlimited(Caller caller) {
        return caller.rights() != null && caller.rights().include(Rights.FULL);
    }
}
