package dev.clawgateway.control.operations.membership;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.liveness.MassSilence;
import dev.clawgateway.control.liveness.MemberWatch;
import dev.clawgateway.control.liveness.Patience;
import dev.clawgateway.control.liveness.SharedIds;
import dev.clawgateway.core.cluster.MemberView;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A duty, and what it looks at: who of the members is heard. Gives the gateway its entry, holds
 * silent members inactive, forgets them after a time, and has urls asked. {@link #look} is called
 * from one thread, about once a second; skipping or repeating it is harmless. All else is safe from
 * any thread.
 */
public final class MembershipWatch {
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(10);

    /** How long many silent members are held to be there: then it is a cluster switched off. */
    private static final Duration LONGEST_MASS_SILENCE = Duration.ofMinutes(10);

    private final Supplier<MembershipSettings> settings;
    private MembershipSettings looked;
    private final MemberView members;
    private final CommandInbox inbox;
    private final Time time;
    private final Supplier<UUID> ids;
    private final MemberSigns signs = new MemberSigns();
    private final MemberWatch<String> watch;
    private final SharedIds<String> shared;
    private final MemberProbes probes;
    private final LongAdder heartbeats = new LongAdder();

    /** When silent members are to be forgotten, on the monotonic clock; the duty's alone. */
    private final Map<String, Long> forgetAt = new HashMap<>();

    private @Nullable Long lastProbes;

    /**
     * A watch over a registry.
     *
     * @param ids makes the gateway's own id, once in its life
     */
    public MembershipWatch(
            Supplier<MembershipSettings> settings,
            MemberView members,
            CommandInbox inbox,
            UrlProbe probe,
            Time time,
            Supplier<UUID> ids) {
        this.settings = settings;
        this.members = members;
        this.inbox = inbox;
        this.time = time;
        this.ids = ids;
        looked = settings.get();
        watch = new MemberWatch<>("membership", () -> patience(settings.get()), time);
        shared = new SharedIds<>("membership", () -> settings.get().nodeTimeout(), time);
        probes = new MemberProbes(new ProbeRules(looked.probeAllow()), probe);
    }

    /** Longer than between two heartbeats, so that only who missed one is thought to be quiet. */
    private static Patience patience(MembershipSettings now) {
        Duration quiet = now.nodeTimeout().multipliedBy(3).dividedBy(4);
        return new Patience(quiet, now.nodeTimeout(), LONGEST_MASS_SILENCE);
    }

    private void noticeChange() {
        MembershipSettings now = settings.get();
        if (!now.equals(looked)) {
            looked = now;
            forgetAt.clear(); // when each is forgotten is worked out anew
            probes.change(new ProbeRules(now.probeAllow()));
        }
    }

    /** Looks at everybody once. */
    public void look() {
        noticeChange();
        if (members.own() == null) {
            boolean _ = inbox.offer(new MembershipCommand.NameGateway(ids.get().toString()));
        }
        List<MemberRecord> all = members.all();
        Map<String, MemberRecord> heard =
                all.stream()
                        .filter(member -> !member.inactive())
                        .collect(Collectors.toMap(MemberRecord::id, member -> member));
        for (String id : watch.look(heard.keySet())) {
            MemberRecord member = heard.get(id);
            if (member != null) {
                // Said again until it is done, or the member is heard.
                boolean _ =
                        inbox.offer(new MembershipCommand.SilenceMember(id, member.registeredAt()));
            }
        }
        forgetOld(all);
        retain(all);
        probe(List.copyOf(heard.values()));
    }

    private void forgetOld(List<MemberRecord> all) {
        long now = time.nanos();
        Instant wall = time.now();
        for (MemberRecord member : all) {
            Instant since = member.inactiveSince();
            if (since == null) {
                forgetAt.remove(member.id());
                continue;
            }
            // The wall clock is asked once: it may have been a while before this process started.
            long due =
                    forgetAt.computeIfAbsent(member.id(), _ -> now + left(since, wall).toNanos());
            if (now - due >= 0) {
                boolean _ = inbox.offer(new MembershipCommand.ForgetMember(member.id(), since));
            }
        }
    }

    private Duration left(Instant since, Instant now) {
        Duration left = looked.retention().minus(Duration.between(since, now));
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(looked.retention()) > 0 ? looked.retention() : left;
    }

    private void retain(List<MemberRecord> all) {
        Set<String> known = all.stream().map(MemberRecord::id).collect(Collectors.toSet());
        forgetAt.keySet().retainAll(known);
        signs.retain(known);
        shared.retain(known);
        probes.retain(known);
    }

    private void probe(List<MemberRecord> heard) {
        long now = time.nanos();
        if (lastProbes == null || now - lastProbes >= BETWEEN_PROBES.toNanos()) {
            lastProbes = now;
            probes.round(heard);
        }
        probes.go();
    }

    /** A member asks to be registered again, whatever comes of it: it lives. */
    void registers(String id) {
        if (members.find(id) != null) {
            watch.entered(id);
        }
    }

    /** A member registered; its record is published. */
    void registered(MemberRecord member) {
        watch.entered(member.id());
        signs.registered(member.id(), time.now());
        shared.registered(member.id(), member.card().url());
    }

    /** Whether a heartbeat is heard as it is; otherwise the one writer has to be told of it. */
    boolean hears(MemberRecord member) {
        return !member.inactive() && watch.heard(member.id());
    }

    /** A heartbeat of a member that is held to be there: what is wrong with it, or null. */
    @Nullable String beat(MemberRecord member, MemberBeat beat, String address) {
        heartbeats.increment();
        shared.beat(member.id(), address);
        return signs.beat(member, beat, false, time.now());
    }

    /** The same of one that was held to be silent, and is so no longer. */
    void back(MemberRecord member, MemberBeat beat) {
        heartbeats.increment();
        watch.entered(member.id());
        String _ = signs.beat(member, beat, true, time.now());
    }

    /** What would be wrong with a heartbeat. */
    @Nullable String problem(MemberRecord member, MemberBeat beat) {
        return signs.problem(member, beat);
    }

    void enabled(String id) {
        signs.enabled(id);
    }

    MemberHealth health(MemberRecord member) {
        MemberEntry entry =
                new MemberEntry(
                        member.id(),
                        signs.card(member),
                        signs.status(member),
                        signs.seen(member),
                        member.createdAt());
        return new MemberHealth(entry, probes.millis(member), null);
    }

    /** How many members there are of each status. */
    public Map<MemberStatus, Integer> counts() {
        Map<MemberStatus, Integer> counts = new EnumMap<>(MemberStatus.class);
        for (MemberRecord member : members.all()) {
            counts.merge(signs.status(member), 1, Integer::sum);
        }
        return counts;
    }

    /** A mass silence that is going on; null when there is none. */
    public MassSilence.@Nullable Alarm massSilence() {
        return watch.alarm();
    }

    public long heartbeats() {
        return heartbeats.sum();
    }

    /** How often an id came back from a place it had left: two processes that use it. */
    public long sharedIds() {
        return shared.returns();
    }
}
