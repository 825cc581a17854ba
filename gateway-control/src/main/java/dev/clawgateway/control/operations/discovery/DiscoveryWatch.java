package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.liveness.MassSilence;
import dev.clawgateway.control.liveness.MemberWatch;
import dev.clawgateway.control.liveness.Patience;
import dev.clawgateway.control.liveness.Presence;
import dev.clawgateway.control.liveness.SharedIds;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.DiscoveryCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The soft state of the discovery registry: who is heard, who shares an id, whether the bootstrap
 * was lost. Has those removed that are gone. Hearing is safe from any thread; {@link #look} is a
 * duty of one, about once a second, and skipping or repeating it is harmless.
 */
public final class DiscoveryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryWatch.class);

    private final ClusterView view;
    private final CommandInbox inbox;
    private final Time time;
    private final MemberWatch<String> members;
    private final SharedIds<String> shared;
    private final BootstrapWatch bootstrap;
    private final long startedNanos;
    private final AtomicLong expired = new AtomicLong();

    /** A watch of a gateway that starts now. */
    public DiscoveryWatch(
            ClusterView view, CommandInbox inbox, Supplier<Patience> patience, Time time) {
        this.view = view;
        this.inbox = inbox;
        this.time = time;
        startedNanos = time.nanos();
        members = new MemberWatch<>("discovery", patience, time);
        shared = new SharedIds<>("discovery", () -> patience.get().goneAfter(), time);
        bootstrap = new BootstrapWatch(() -> patience.get().goneAfter());
    }

    /** Looks at every member once. */
    public void look() {
        DiscoveryRegistry registry = view.discovery();
        Set<String> ids =
                registry.members().stream()
                        .map(member -> member.id().text())
                        .collect(Collectors.toSet());
        List<String> gone = members.look(ids);
        shared.retain(ids);
        MemberId owner = registry.standing().bootstrap().owner();
        boolean ownerThere =
                owner != null
                        && registry.member(owner) != null
                        && members.presence(owner.text()) == Presence.HEARD;
        bootstrap.look(registry.standing().bootstrap(), ownerThere, time.nanos());
        gone.forEach(id -> expire(registry.member(new MemberId(id, false))));
    }

    /** Said again at the next look until it is done. */
    private void expire(@Nullable DiscoveryMember member) {
        if (member != null) {
            var command = new DiscoveryCommand.Expire(member.id(), member.registeredAt());
            boolean _ = inbox.offer(Caller.GATEWAY, command, verdict -> removed(member, verdict));
        }
    }

    private void removed(DiscoveryMember member, Verdict<Outcome.Changed> verdict) {
        if (verdict.outcome() instanceof Outcome.Done) {
            expired.incrementAndGet();
            LOG.atInfo()
                    .addKeyValue("member", member.id())
                    .addKeyValue("address", member.address() + ":" + member.port())
                    .log("a discovery member was not heard for too long and is removed");
        }
    }

    /** A member asks to be registered again, whatever comes of it: it lives. */
    void registers(MemberId member) {
        if (view.discovery().member(member) != null) {
            members.entered(member.text());
        }
    }

    void entered(MemberId member, String address) {
        members.entered(member.text());
        shared.registered(member.text(), address);
    }

    /** False when it is held to be gone already. */
    boolean heard(MemberId member, String machine) {
        shared.beat(member.text(), machine);
        return members.heard(member.text());
    }

    private SeenMember seen(DiscoveryMember member) {
        String id = member.id().text();
        Instant heard = members.lastHeard(id);
        return new SeenMember(
                member,
                members.presence(id) != Presence.HEARD,
                heard == null ? member.registeredAt() : heard);
    }

    /** The active members of a registry, but perhaps one. */
    MemberList active(DiscoveryRegistry registry, @Nullable MemberId but) {
        List<SeenMember> active =
                registry.members().stream()
                        .filter(member -> !member.id().names(but))
                        .map(this::seen)
                        .filter(seen -> !seen.suspected())
                        .toList();
        return new MemberList(active, registry.standing().version());
    }

    KnownLeader leader(DiscoveryRegistry registry) {
        DiscoveryMember leader = registry.leader();
        return new KnownLeader(leader == null ? null : seen(leader), registry.standing().version());
    }

    /** How the registry stands. */
    public DiscoveryCounts counts() {
        DiscoveryRegistry registry = view.discovery();
        DiscoveryStanding standing = registry.standing();
        return new DiscoveryCounts(
                registry.members().size(),
                active(registry, null).members().size(),
                standing.leader(),
                standing.version(),
                standing.bootstrap(),
                bootstrap.overdue(),
                members.alarm(),
                shared.returns(),
                expired.get(),
                Duration.ofNanos(time.nanos() - startedNanos));
    }

    /** What is wrong, in words; empty when nothing is. From any thread. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        MassSilence.Alarm alarm = members.alarm();
        if (alarm != null) {
            warnings.add(
                    "discovery: "
                            + alarm.silent()
                            + " of "
                            + alarm.of()
                            + " members fell silent together"
                            + (alarm.waiting() ? "; none is removed for now" : ""));
        }
        MemberId owner = view.discovery().standing().bootstrap().owner();
        if (bootstrap.overdue() && owner != null) {
            warnings.add(
                    "discovery: member "
                            + owner
                            + " got the bootstrap and has posted no leader; if it does not come"
                            + " back: claw-gateway discovery reset");
        }
        return warnings;
    }
}
