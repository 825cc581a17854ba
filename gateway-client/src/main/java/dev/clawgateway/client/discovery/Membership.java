package dev.clawgateway.client.discovery;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Acknowledged;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.LeaderRefused;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Registered;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member's place in the registry: gets it, keeps it, gets it again when the gateway forgot it.
 *
 * <pre>
 *            registered                    acknowledged
 *   outside ------------> inside ---------------------------.
 *      ^                    |  ^----------------------------'
 *      '---- not found -----'     and looks around when something changed
 * </pre>
 *
 * Whatever fails is tried again after a pause that grows. Confined to the client's thread, but for
 * what it says of itself.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

    /** A longer list is looked at only now and then while the gateway tells of no change. */
    private static final int SHORT_LIST = 128;

    private static final int BEATS_PER_LONG_LOOK = 8;

    private final Registration self;
    private final DiscoveryCalls calls;
    private final Told told;
    private final Surroundings surroundings;
    private final AtomicReference<@Nullable MemberId> announced = new AtomicReference<>();
    private volatile DiscoveredCluster cluster = DiscoveredCluster.UNKNOWN;
    private volatile boolean inside;
    private boolean insideBefore;
    private boolean asked;
    private boolean bootstrapTold;
    private @Nullable MemberId posted;
    private Pacing pacing = Pacing.STANDARD;
    private Backoff backoff;
    private int beatsSinceLook;

    Membership(Registration self, DiscoveryCalls calls, Told told, Surroundings surroundings) {
        this.self = self;
        this.calls = calls;
        this.told = told;
        this.surroundings = surroundings;
        this.backoff = new Backoff(pacing.backoff(), surroundings.random());
    }

    /** Says what is to be said, and tells how long to wait until the next turn. */
    Duration turn() throws InterruptedException {
        long began = surroundings.time().nanos();
        try {
            if (inside) {
                beat();
            }
            if (!inside) {
                register();
            }
            postLeader();
        } catch (DiscoveryException e) {
            return backoff.next(told.lost(e.getMessage()), e.retryAfter());
        }
        Duration taken = Duration.ofNanos(surroundings.time().nanos() - began);
        Duration rest = pacing.heartbeat().minus(taken);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private void register() throws DiscoveryException, InterruptedException {
        // Only who was inside is in a cluster already. A first answer that got lost may have held
        // the bootstrap, which the gateway then still owes.
        asked = true;
        Registered answer =
                calls.register(Translation.request(self, insideBefore), pacing.answer());
        adopt(Pacing.told(answer));
        inside = true;
        insideBefore = true;
        DiscoveredCluster before = cluster;
        see(Translation.cluster(answer));
        told.back();
        told.joined(cluster);
        if ((answer.bootstrap() || answer.bootstrapOwner()) && !bootstrapTold) {
            bootstrapTold = true;
            told.bootstrap();
        }
        tellChanges(before);
    }

    private void adopt(Pacing newPacing) {
        if (!newPacing.backoff().equals(pacing.backoff())) {
            backoff = new Backoff(newPacing.backoff(), surroundings.random());
        }
        pacing = newPacing;
    }

    private void beat() throws DiscoveryException, InterruptedException {
        DiscoveryAnswer answer = calls.heartbeat(self.id(), pacing.answer());
        if (!(answer instanceof Acknowledged acknowledged)) {
            LOG.atInfo().addKeyValue("member", self.id()).log("forgotten by the gateway");
            inside = false;
            return;
        }
        told.back();
        beatsSinceLook++;
        if (changed(acknowledged)
                || cluster.members().size() <= SHORT_LIST
                || beatsSinceLook >= BEATS_PER_LONG_LOOK) {
            look();
        }
    }

    private boolean changed(Acknowledged answer) {
        DiscoveredMember leader = cluster.leader();
        return answer.registryVersion() != cluster.version()
                || (leader == null
                        ? answer.leaderId() != null
                        : !leader.id().names(answer.leaderId()));
    }

    /** The version does not tell of addresses, nor of who is suspected: the list itself does. */
    private void look() throws DiscoveryException, InterruptedException {
        DiscoveredCluster before = cluster;
        see(
                Translation.cluster(
                        calls.nodes(self.id(), pacing.answer()), calls.leader(pacing.answer())));
        tellChanges(before);
    }

    private void see(DiscoveredCluster now) {
        cluster = now;
        beatsSinceLook = 0;
        judgeAnnouncement();
    }

    private void tellChanges(DiscoveredCluster before) {
        DiscoveredCluster now = cluster;
        if (!now.sameMembers(before)) {
            told.membersChanged(now);
        }
        if (!now.sameLeader(before)) {
            told.leaderChanged(now.leader());
        }
    }

    /** What was said once may be forgotten by the gateway, and may be no longer true. */
    private void judgeAnnouncement() {
        DiscoveredMember leader = cluster.leader();
        if (posted == null || (leader != null && leader.id().names(posted))) {
            return;
        }
        if (leader != null || !self.id().names(posted)) {
            // Somebody was elected since, or the one who led is gone.
            announced.compareAndSet(posted, null);
        }
        posted = null;
    }

    private void postLeader() throws DiscoveryException, InterruptedException {
        MemberId leader = announced.get();
        if (leader == null || Objects.equals(leader, posted)) {
            return;
        }
        DiscoveryAnswer answer = calls.postLeader(leader, pacing.answer());
        if (answer instanceof LeaderRefused refused) {
            LOG.atWarn()
                    .addKeyValue("leader", leader)
                    .addKeyValue("reason", refused.message())
                    .log("the gateway does not take the leader");
            announced.compareAndSet(leader, null);
        } else {
            posted = leader;
            look();
        }
    }

    /** That member leads. Said to the gateway in the next turn. Any thread. */
    void announce(MemberId leader) {
        announced.set(leader);
    }

    /** What was seen last. Any thread. */
    DiscoveredCluster cluster() {
        return cluster;
    }

    /** Whether the gateway knows the member, as far as is known. Any thread. */
    boolean inside() {
        return inside;
    }

    /** Goes for good. Whoever asked to be let in may be in, even where the answer was lost. */
    void leave() throws InterruptedException {
        if (asked) {
            try {
                var _ = calls.remove(self.id(), LEAVE_LIMIT);
            } catch (DiscoveryException e) {
                LOG.atInfo().addKeyValue("reason", e.getMessage()).log("left without a goodbye");
            }
        }
        inside = false;
    }
}
