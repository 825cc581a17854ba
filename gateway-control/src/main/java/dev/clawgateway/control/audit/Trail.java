package dev.clawgateway.control.audit;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.AuditEntry.Result;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.credential.Revocation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of what one batch of commands came to, each in turn: what was before it is what was
 * published, and what the commands before it have changed. For one thread, before the batch is
 * published.
 */
public final class Trail {
    /** What was there and is not any more. */
    private record Gone() {}

    private static final Gone GONE = new Gone();

    private final ClusterView published;

    /** Records that this batch has saved so far, or that they are gone. Only looked up. */
    private final Map<About, Object> saved = new HashMap<>();

    public Trail(ClusterView published) {
        this.published = published;
    }

    /** What the gateway or a node did: only what it changed is of interest. */
    public void pass(Applied<?> applied) {
        applied.changes().forEach(this::save);
    }

    /** What a caller wished; null where nothing came of it, and that was no refusal. */
    public @Nullable AuditEntry follow(Caller caller, Command<?> command, Applied<?> applied) {
        if (applied.outcome() instanceof Outcome.Once<?>(var first, boolean repeated) && repeated) {
            pass(applied);
            return repeated(caller, (Command.Once<?>) command, first);
        }
        String operation = Wishes.operation(command);
        if (operation == null || nothingNew(applied.outcome())) {
            pass(applied);
            return null;
        } else if (applied.outcome() instanceof Outcome.Refused(var code, var detail)) {
            pass(applied);
            return entry(caller, operation, command, Result.REFUSED, code + ": " + detail);
        }
        About about = Wishes.about(command);
        if (about.equals(About.WORKLOADS)) {
            pass(applied);
            return many(caller, operation, command, applied.outcome());
        }
        Map<String, String> before = Facts.of(record(about));
        pass(applied);
        Map<String, String> after = Facts.of(record(about));
        return new AuditEntry(
                caller,
                operation,
                about,
                without(before, after),
                without(after, before),
                Result.DONE,
                also(command));
    }

    /** About what was done then: for this time its id was another one. */
    private static @Nullable AuditEntry repeated(
            Caller caller, Command.Once<?> once, Outcome first) {
        String operation = Wishes.operation(once);
        About about =
                switch (first) {
                    case Outcome.Placed placed -> About.of(placed.workload());
                    case Outcome.Waiting waiting -> About.of(waiting.workload());
                    case Outcome.Issued issued -> About.credential(issued.credential().id());
                    default -> Wishes.about(once);
                };
        return operation == null
                ? null
                : new AuditEntry(
                        caller,
                        operation,
                        about,
                        Map.of(),
                        Map.of(),
                        Result.REPEATED,
                        underKey(once, null));
    }

    private static @Nullable String underKey(Command.Once<?> once, @Nullable String why) {
        Terms.Key key = once.terms().key();
        if (key == null) {
            return why;
        }
        String said = "idempotency key " + key.named();
        return why == null ? said : why + ", " + said;
    }

    private static boolean nothingNew(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Once<?>(var first, boolean _) -> nothingNew(first);
            case Outcome.Unchanged _ -> true;
            case Outcome.Issued(var _, boolean fresh) -> !fresh;
            default -> false;
        };
    }

    /** Which each of them is, the events tell. */
    private static AuditEntry many(
            Caller caller, String operation, Command<?> command, Outcome outcome) {
        int stopped =
                switch (outcome) {
                    case Outcome.StopsOrdered(int workloads) -> workloads;
                    case Outcome.Once<?>(Outcome.StopsOrdered(int workloads), _) -> workloads;
                    default -> 0;
                };
        return new AuditEntry(
                caller,
                operation,
                About.WORKLOADS,
                Map.of(),
                Map.of("stopped", Integer.toString(stopped)),
                Result.DONE,
                also(command));
    }

    private static AuditEntry entry(
            Caller caller, String operation, Command<?> command, Result result, String why) {
        return new AuditEntry(
                caller, operation, Wishes.about(command), Map.of(), Map.of(), result, why);
    }

    /** What the facts do not show. */
    private static @Nullable String also(Command<?> command) {
        return switch (command) {
            case Command.Once<?> once -> underKey(once, also(once.wish()));
            case Command.StopWorkload stop -> stop.force() ? "by force" : null;
            case Command.StopWorkloads stop ->
                    stop.choice().text() + (stop.force() ? ", by force" : "");
            case AccessCommand.Join join -> "by " + join.ticket().id();
            case AccessCommand.Renew renew -> "for " + renew.shown().id();
            case AccessCommand.NoteKey note -> note.key();
            default -> null;
        };
    }

    private static Map<String, String> without(
            Map<String, String> some, Map<String, String> other) {
        Map<String, String> left = new LinkedHashMap<>(some);
        left.entrySet().removeIf(fact -> fact.getValue().equals(other.get(fact.getKey())));
        return left;
    }

    /** As it is after what went by so far; null where it is not there. */
    private @Nullable Object record(About about) {
        Object here = saved.get(about);
        if (here != null) {
            return here instanceof Gone ? null : here;
        }
        return Published.record(published, about);
    }

    private void save(Change change) {
        switch (change) {
            case Change.WorkloadSaved(var workload) -> saved.put(About.of(workload.id()), workload);
            case Change.WorkloadForgotten(var id) -> saved.put(About.of(id), GONE);
            case Change.NodeSaved(var node) -> saved.put(About.of(node.id()), node);
            case Change.NodeForgotten(var id) -> saved.put(About.of(id), GONE);
            case Change.VirtualClusterSaved(var cluster) ->
                    saved.put(About.cluster(cluster.name()), cluster);
            case Change.VirtualClusterForgotten(var name) -> saved.put(About.cluster(name), GONE);
            case Change.WorkspaceSaved(var workspace) ->
                    saved.put(About.workspace(workspace.id().toString()), workspace);
            case Change.WorkspaceForgotten(var id) ->
                    saved.put(About.workspace(id.toString()), GONE);
            case Change.MaintenanceSaved(var window) ->
                    saved.put(About.window(window.name()), window);
            case Change.MaintenanceForgotten(var name) -> saved.put(About.window(name), GONE);
            case Change.ServingSet(var serving, var _) ->
                    saved.put(About.GATEWAY, new Facts.Serving(serving));
            case DiscoveryChange.MemberSaved(var member) ->
                    saved.put(About.of(member.id()), member);
            case DiscoveryChange.MemberForgotten(var id) -> saved.put(About.of(id), GONE);
            case MembershipChange.MemberSaved(var member) ->
                    saved.put(About.member(member.id()), member);
            case MembershipChange.MemberForgotten(var id) -> saved.put(About.member(id), GONE);
            case AccessChange.CredentialSaved(var record) ->
                    credential(record.id(), kept -> new NotedCredential(record, kept.revoked()));
            case AccessChange.RevocationSaved(var revocation) -> save(revocation);
            case AccessChange.DeviceSaved(var device) ->
                    saved.put(About.device(device.id()), device);
            case AccessChange.DeviceForgotten(var id) -> saved.put(About.device(id), GONE);
            default -> {} // nothing that a command of a person or program is about
        }
    }

    private void save(Revocation revocation) {
        switch (revocation.what()) {
            case CREDENTIAL ->
                    credential(
                            revocation.whose(), kept -> new NotedCredential(kept.record(), true));
            case SUBJECT -> saved.put(About.subject(revocation.whose()), revocation);
            case EVERYBODY -> {} // done beside the gateway, while a store is restored
        }
    }

    private void credential(String id, UnaryOperator<NotedCredential> change) {
        About about = About.credential(id);
        NotedCredential kept =
                record(about) instanceof NotedCredential known
                        ? known
                        : new NotedCredential(null, false);
        saved.put(about, change.apply(kept));
    }
}
