package dev.clawgateway.server.dialect.openclaw.session;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.core.node.DeviceChoice;
import java.time.Duration;
import java.util.Set;

/**
 * What the dialect can be told. As it is now: every use asks anew.
 *
 * @param version of the gateway
 * @param secret what clients have to show
 * @param entry where they come in
 * @param times how long it waits for what
 * @param bounds on what is kept for them
 * @param nodes what holds for nodes and other devices
 */
public record OpenClawSettings(
        String version, SharedSecret secret, Entry entry, Times times, Bounds bounds, Nodes nodes) {
    /** The defaults of a version: nobody is asked for a secret. */
    public static OpenClawSettings of(String version) {
        return new OpenClawSettings(
                version,
                SharedSecret.NONE,
                Entry.DEFAULT,
                Times.DEFAULT,
                Bounds.DEFAULT,
                Nodes.DEFAULT);
    }

    /** The same with another secret. */
    public OpenClawSettings with(SharedSecret other) {
        return new OpenClawSettings(version, other, entry, times, bounds, nodes);
    }

    /** The same with other ways in. */
    public OpenClawSettings with(Entry other) {
        return new OpenClawSettings(version, secret, other, times, bounds, nodes);
    }

    /** The same where these listeners ask for our own credentials. */
    public OpenClawSettings asking(Set<String> listeners) {
        return with(entry.asking(listeners));
    }

    /** The same where these listeners serve nothing else. */
    public OpenClawSettings on(Set<String> listeners) {
        return with(entry.on(listeners));
    }

    /** The same with other times. */
    public OpenClawSettings with(Times other) {
        return new OpenClawSettings(version, secret, entry, other, bounds, nodes);
    }

    /** The same with other bounds. */
    public OpenClawSettings with(Bounds other) {
        return new OpenClawSettings(version, secret, entry, times, other, nodes);
    }

    /** The same with other rules for nodes. */
    public OpenClawSettings with(Nodes other) {
        return new OpenClawSettings(version, secret, entry, times, bounds, other);
    }

    /** How clients show at a listener who they are, in the word that they are told. */
    public String authMode(String listener) {
        return secret.mode() == SharedSecret.Mode.NONE && entry.asking().contains(listener)
                ? SharedSecret.Mode.TOKEN.text()
                : secret.mode().text();
    }

    /**
     * Where clients come in.
     *
     * @param asking listeners at which our own credentials are asked for, and count as a secret
     *     does
     * @param dedicated listeners that serve nothing else over sessions: who comes in there is
     *     greeted at once
     * @param path at which it is spoken on other listeners too, whoever asks
     * @param origins of pages that may connect, besides the gateway's own
     * @param nonceless whether a client of this machine may sign without a nonce, as very old ones
     *     do
     */
    public record Entry(
            Set<String> asking,
            Set<String> dedicated,
            String path,
            Set<String> origins,
            boolean nonceless) {
        public static final Entry DEFAULT =
                new Entry(Set.of(), Set.of(), "/openclaw", Set.of(), false);

        public Entry {
            asking = Set.copyOf(asking);
            dedicated = Set.copyOf(dedicated);
            origins = Set.copyOf(origins);
        }

        private Entry asking(Set<String> listeners) {
            return new Entry(listeners, dedicated, path, origins, nonceless);
        }

        private Entry on(Set<String> listeners) {
            return new Entry(asking, listeners, path, origins, nonceless);
        }

        /** The same where a client of this machine may sign without a nonce. */
        public Entry withoutNonce() {
            return new Entry(asking, dedicated, path, origins, true);
        }
    }

    /**
     * Bounds on what is kept for clients.
     *
     * @param events bounds on those that wait for a client
     * @param maxWaiting requests of one client that may wait for their answers
     * @param freeAttempts wrong secrets of an address within a minute after which it has to wait;
     *     fixed at the start
     */
    public record Bounds(EventLimits events, int maxWaiting, int freeAttempts) {
        public static final Bounds DEFAULT = new Bounds(EventLimits.DEFAULT, 256, 10);
    }

    /**
     * What holds for nodes and other devices.
     *
     * @param commands that operators may have them run
     * @param approval which are approved without anybody looking
     * @param choice who is to pick the GPUs of a start
     */
    public record Nodes(CommandRules commands, ApprovalRules approval, DeviceChoice choice) {
        public static final Nodes DEFAULT =
                new Nodes(CommandRules.DEFAULT, ApprovalRules.DEFAULT, DeviceChoice.FIRST_N);

        /** Where the agents pick the GPUs, as they do. */
        public Nodes(CommandRules commands, ApprovalRules approval) {
            this(commands, approval, DeviceChoice.FIRST_N);
        }
    }

    /**
     * How long something may take.
     *
     * @param handshake from the open session to the accepted {@code connect}
     * @param silence after which a peer that may be another dialect's is greeted
     * @param tick between two signs of life that clients are sent
     * @param ping between two that they are asked for
     * @param pong until one has to be there
     * @param skew by which a client's clock may differ
     */
    public record Times(
            Duration handshake,
            Duration silence,
            Duration tick,
            Duration ping,
            Duration pong,
            Duration skew) {
        public static final Times DEFAULT =
                new Times(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(10));
    }
}
