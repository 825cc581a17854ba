package dev.clawgateway.server.config.openclaw;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.server.config.source.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [openclaw]}, and {@code [gateway]} as OpenClaw's own configuration has it.
 *
 * @param enabled whether such clients are served at all
 * @param path at which they are served on listeners that serve others too
 * @param auth what they have to show
 * @param times how long things take
 * @param origins of pages that may connect; empty for those of {@code server.allowed_origins}
 * @param proxies machines that are believed when they say on whose behalf they ask
 * @param nonceless whether a client of this machine may sign without a nonce
 * @param limits bounds on one client
 * @param commands that operators may have nodes run
 * @param approval which devices are approved without anybody looking
 * @param deviceChoice who picks the GPUs on nodes
 */
public record OpenClawConfig(
        boolean enabled,
        String path,
        Auth auth,
        Times times,
        Set<String> origins,
        List<AddressRange> proxies,
        boolean nonceless,
        Limits limits,
        Commands commands,
        Approval approval,
        DeviceChoice deviceChoice) {
    public OpenClawConfig {
        origins = Set.copyOf(origins);
        proxies = List.copyOf(proxies);
    }

    /** The same, switched on or off as it was. */
    public OpenClawConfig enabled(boolean before) {
        return new OpenClawConfig(
                before,
                path,
                auth,
                times,
                origins,
                proxies,
                nonceless,
                limits,
                commands,
                approval,
                deviceChoice);
    }

    /** Kinds of secret. */
    public enum Mode {
        NONE,
        TOKEN,
        PASSWORD
    }

    /**
     * What clients have to show.
     *
     * @param secret null where none is asked for
     * @param freeLocally whether clients of this machine need not show it
     * @param freeAttempts wrong ones of an address within a minute after which it has to wait
     */
    public record Auth(Mode mode, @Nullable Secret secret, boolean freeLocally, int freeAttempts) {}

    /**
     * How long things take.
     *
     * @param tick between two signs of life that clients are sent
     * @param handshake from the open connection to the client that was let in
     */
    public record Times(Duration tick, Duration handshake) {}

    /**
     * Bounds on one client.
     *
     * @param waitingRequests that may wait for their answers
     * @param operatorBytes of events that may wait for an operator
     * @param nodeBytes the same for a node
     * @param stall how long it may take nothing of what waits for it
     */
    public record Limits(int waitingRequests, long operatorBytes, long nodeBytes, Duration stall) {}

    /**
     * What operators may have nodes run: names, or beginnings of names with {@code *} after them.
     *
     * @param allow beside those that are allowed anyway
     * @param deny of all of them
     */
    public record Commands(List<String> allow, List<String> deny) {
        public Commands {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    /**
     * Which devices are approved without anybody looking.
     *
     * @param localOperators those of this machine
     * @param localNodes those of this machine
     * @param networks of whose addresses nodes are approved
     * @param nodeTokens nodes that show a token of the node that they are
     * @param joinTokens nodes that show a token to join by
     * @param labels nodes whose token bears all of these; empty for none
     */
    public record Approval(
            boolean localOperators,
            boolean localNodes,
            List<AddressRange> networks,
            boolean nodeTokens,
            boolean joinTokens,
            Map<String, String> labels) {
        public Approval {
            networks = List.copyOf(networks);
            labels = Map.copyOf(labels);
        }
    }
}
