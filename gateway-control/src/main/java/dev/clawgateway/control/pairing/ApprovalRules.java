package dev.clawgateway.control.pairing;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.NamePattern;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.PairingWish;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are approved without anybody looking. Operators only where they are on this
 * machine; nodes by what is configured, and by nothing else.
 *
 * @param localOperators those on this machine, for whatever they ask
 * @param localNodes those on this machine
 * @param networks of whose addresses nodes are let in
 * @param nodeCredentials those that show a credential of the node that they are
 * @param joinCredentials those that show a credential to join by, which is used up by it
 * @param labels those that show a credential that bears all of these; empty for none
 */
public record ApprovalRules(
        boolean localOperators,
        boolean localNodes,
        Predicate<String> networks,
        boolean nodeCredentials,
        boolean joinCredentials,
        Map<String, String> labels) {
    /** What holds where nothing is configured. */
    public static final ApprovalRules DEFAULT =
            new ApprovalRules(true, false, _ -> false, false, false, Map.of());

    public ApprovalRules {
        labels = Map.copyOf(labels);
    }

    /**
     * What speaks for a device beside its key.
     *
     * @param local whether it is on this machine
     * @param node whether it showed a good credential of the node that it is
     * @param labels that this credential bears
     * @param join a good credential to join by that it showed; null for none
     */
    public record Voucher(
            boolean local, boolean node, Map<String, String> labels, @Nullable Credential join) {
        public Voucher {
            labels = Map.copyOf(labels);
        }

        /** Nothing but where it is. */
        public static Voucher at(boolean local) {
            return new Voucher(local, false, Map.of(), null);
        }
    }

    /** By what the wish is approved; null where somebody has to look. */
    public @Nullable ApprovalWay way(PairingWish wish, Voucher voucher) {
        if (wish.role().equals(DeviceLimits.OPERATOR)) {
            return localOperators && voucher.local() ? ApprovalWay.LOOPBACK : null;
        } else if (localNodes && voucher.local()) {
            return ApprovalWay.LOOPBACK;
        } else if (networks.test(wish.address())) {
            return ApprovalWay.NETWORK;
        } else if (voucher.node() && bears(voucher.labels())) {
            return ApprovalWay.LABELS;
        } else if (voucher.node() && nodeCredentials) {
            return ApprovalWay.NODE_CREDENTIAL;
        }
        return voucher.join() != null
                        && voucher.join().holder() instanceof Holder.Join join
                        && (joinCredentials || bears(join.labels()))
                        && NamePattern.matches(join.node(), nodeName(wish))
                ? ApprovalWay.JOIN_CREDENTIAL
                : null;
    }

    /** What the device is called as a node: as it says, or else by its id. */
    public static String nodeName(PairingWish wish) {
        String name = wish.card().name();
        return name == null ? wish.device() : name;
    }

    private boolean bears(Map<String, String> borne) {
        return !labels.isEmpty() && borne.entrySet().containsAll(labels.entrySet());
    }
}
