package dev.clawgateway.client.discovery;

import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.core.discovery.MemberId;
import java.time.Duration;

/**
 * Keeps an application registered with a gateway, and tells it whom else it finds there. To embed:
 *
 * <pre>{@code
 * final class MyNode implements DiscoveryListener, AutoCloseable {
 *     private final DiscoveryClient discovery = DiscoveryClient.of(
 *         HttpAddresses.of("http://gateway-a:8080", "http://gateway-b:8080"),
 *         Registration.of(1, "10.0.0.7", 5001).withCapabilities("raft", "gossip"));
 *
 *     void start() { discovery.start(this); }
 *     public void bootstrap() { raft.found(); discovery.announceLeader(); }
 *     public void membersChanged(DiscoveredCluster cluster) { gossip.peers(cluster.members()); }
 *     public void close() { discovery.close(); }
 * }
 * }</pre>
 *
 * The gateway may be away, at the start too: the application goes on with whom it knows, and the
 * client tries again, ever more rarely and at times of its own. It registers again by itself with a
 * gateway that forgot it. Has one thread, on which the listener is called. All methods may be
 * called by any thread.
 */
public final class DiscoveryClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LEAVING_LIMIT = Duration.ofSeconds(3);

    private final MemberId self;
    private final HttpCalls http;
    private final Told told;
    private final Membership presence;
    private final Pauses pauses;
    private final Thread thread;
    private volatile boolean closing;

    private DiscoveryClient(HttpAddresses gateways, Registration self, Surroundings surroundings) {
        this.self = self.id();
        http = new HttpCalls(gateways, CONNECT_LIMIT);
        told = new Told(surroundings.time());
        presence = new Membership(self, new DiscoveryCalls(http), told, surroundings);
        pauses = surroundings.pauses();
        thread = surroundings.threads().newThread(this::live);
    }

    /** A member that does nothing yet. */
    public static DiscoveryClient of(HttpAddresses gateways, Registration self) {
        return of(gateways, self, Surroundings.real());
    }

    /** The same with time, randomness and threads from outside. */
    public static DiscoveryClient of(
            HttpAddresses gateways, Registration self, Surroundings surroundings) {
        return new DiscoveryClient(gateways, self, surroundings);
    }

    /** Starts to register, once; returns at once, whether or not a gateway is there. */
    public void start(DiscoveryListener listener) {
        told.listen(listener);
        thread.start();
    }

    /** What is known of the cluster; nobody before the first answer. */
    public DiscoveredCluster cluster() {
        return presence.cluster();
    }

    /** Whether the member is registered, as far as is known. */
    public boolean registered() {
        return presence.inside();
    }

    /** This member leads from now on. Said again to a gateway that forgot it. */
    public void announceLeader() {
        announceLeader(self);
    }

    /** That member leads from now on; forgotten when the gateway does not know it. */
    public void announceLeader(MemberId leader) {
        presence.announce(leader);
        pauses.wake();
    }

    private void live() {
        try {
            while (!closing) {
                Duration rest = presence.turn();
                if (!closing) {
                    pauses.pause(rest);
                }
            }
            presence.leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }

    /**
     * Takes the member out of the registry and ends. Waits for that a few seconds at most, and not
     * at all when the listener calls it.
     */
    @Override
    public void close() {
        closing = true;
        http.cancel();
        pauses.wake();
        if (thread.getState() == Thread.State.NEW) {
            http.close();
            return;
        } else if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            if (!thread.join(LEAVING_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
