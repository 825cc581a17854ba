package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.discovery.MemberId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did or was refused, for the {@link Audit}. Holds no secret: no value of an
 * environment, no token.
 *
 * @param operation as permissions name it; null for somebody who was not let in at all
 * @param about null where it is about nothing in particular
 * @param before what was otherwise before, by name; only what differs
 * @param after the same after it
 * @param why it was refused, or what else is to be said; null for nothing
 */
public record AuditEntry(
        Caller caller,
        @Nullable String operation,
        @Nullable About about,
        Map<String, String> before,
        Map<String, String> after,
        Result result,
        @Nullable String why) {
    public AuditEntry {
        before = FrozenMap.copyOf(before);
        after = FrozenMap.copyOf(after);
    }

    /**
     * What it was about.
     *
     * @param id as it is written; null for the only one of its kind
     */
    public record About(Kind kind, @Nullable Object id) {
        public static final About GATEWAY = new About(Kind.GATEWAY, null);

        /** Many at once. */
        public static final About WORKLOADS = new About(Kind.WORKLOAD, null);

        /** The kinds of things that something can be about. */
        public enum Kind {
            NODE,
            WORKLOAD,
            VIRTUAL_CLUSTER,
            WORKSPACE,
            MAINTENANCE,
            DISCOVERY,
            DISCOVERY_MEMBER,
            MEMBER,
            CREDENTIAL,
            /** Whom credentials are for. */
            SUBJECT,
            /** Identifies itself by a key. */
            DEVICE,
            GATEWAY;

            /** As lines write it. */
            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        public static About of(NodeId node) {
            return new About(Kind.NODE, node);
        }

        public static About of(WorkloadId workload) {
            return new About(Kind.WORKLOAD, workload);
        }

        public static About cluster(String name) {
            return new About(Kind.VIRTUAL_CLUSTER, name);
        }

        /** By its id; where there is none, as it was asked for. */
        public static About workspace(String id) {
            return new About(Kind.WORKSPACE, id);
        }

        /** A maintenance window. */
        public static About window(String name) {
            return new About(Kind.MAINTENANCE, name);
        }

        /** Of the discovery registry. */
        public static About of(MemberId member) {
            return new About(Kind.DISCOVERY_MEMBER, member.text());
        }

        public static About credential(String id) {
            return new About(Kind.CREDENTIAL, id);
        }

        /** Whom credentials are for. */
        public static About subject(String subject) {
            return new About(Kind.SUBJECT, subject);
        }

        /** That identifies itself by a key. */
        public static About device(String id) {
            return new About(Kind.DEVICE, id);
        }

        /** Of the registry of members. */
        public static About member(String id) {
            return new About(Kind.MEMBER, id);
        }
    }

    /** What came of it. */
    public enum Result {
        DONE,
        /** It is on its way to somebody who does it. */
        SENT,
        /** It was done before under the same key, and was not done again. */
        REPEATED,
        /** The store failed meanwhile: it may be done or not. */
        UNKNOWN,
        /** It was allowed, and could not be done. */
        REFUSED,
        /** It was not allowed. */
        DENIED,
        /** Whoever it was showed no good credential. */
        UNAUTHENTICATED;

        /** As lines write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with another result. */
    public AuditEntry with(Result other) {
        return new AuditEntry(caller, operation, about, before, after, other, why);
    }

    /** Something that the door denied. */
    public static AuditEntry denied(Caller caller, Operation operation, Target target, String why) {
        return denied(caller, operation, about(target), why);
    }

    /** Something that the caller's rights do not reach. */
    public static AuditEntry denied(
            Caller caller, Operation operation, @Nullable About about, String why) {
        return new AuditEntry(
                caller, operation.text(), about, Map.of(), Map.of(), Result.DENIED, why);
    }

    /**
     * Something that is written down before it is done, beside the store.
     *
     * @param what is wanted, by name; empty where the operation says it all
     */
    public static AuditEntry sent(
            Caller caller, Operation operation, About about, Map<String, String> what) {
        return new AuditEntry(caller, operation.text(), about, Map.of(), what, Result.SENT, null);
    }

    private static @Nullable About about(Target target) {
        return switch (target) {
            case Target.Nothing _ -> null;
            case Target.OfNode(var node) -> About.of(node);
            case Target.OfWorkload(var workload, var cluster, var _) ->
                    workload == null ? About.cluster(cluster) : About.of(workload);
            case Target.OfUnknown(var workload) -> About.of(workload);
            case Target.OfWorkspace(var named, var _) -> About.workspace(named);
        };
    }
}
