package dev.clawgateway.control.liveness;

import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs of life of the members of a registry. Hearing is safe from any thread and waits for nobody;
 * {@link #look} is called from one, about once a second, and skipping or repeating it is harmless.
 *
 * <p>Everybody has full patience after a start, and again after a pause of this process: then
 * nobody could be heard. When many fall silent together, none is held to be gone; see {@link
 * MassSilence}. Whoever is quiet stays so until heard.
 */
public final class MemberWatch<K> {
    private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);

    /**
     * What is known of one.
     *
     * @param nanos when it was last heard, or first looked at, on the monotonic clock
     * @param at when it was last heard; null when not since the start
     */
    private record Sign(long nanos, @Nullable Instant at, Presence presence) {
        Sign as(Presence now) {
            return new Sign(nanos, at, now);
        }
    }

    private final String registry;
    private final Supplier<Patience> current;
    private Patience patience;
    private final Time time;
    private final ConcurrentHashMap<K, Sign> signs = new ConcurrentHashMap<>();
    private final MassSilence massSilence;
    private long amnestyNanos;
    private @Nullable Long lastLook;

    /**
     * A watch over nobody yet.
     *
     * @param registry names it in the log
     * @param current what is borne now; where it changes, everybody has all of it from then on
     */
    public MemberWatch(String registry, Supplier<Patience> current, Time time) {
        this.registry = registry;
        this.current = current;
        patience = current.get();
        this.time = time;
        massSilence = new MassSilence(patience.massSilence());
        amnestyNanos = time.nanos();
    }

    /** Somebody entered, or entered again: whatever was thought of it, it is there. */
    public void entered(K member) {
        Moment now = time.moment();
        signs.put(member, new Sign(now.nanos(), now.wall(), Presence.HEARD));
    }

    /**
     * A sign of life.
     *
     * @return false when it comes too late: the member is held to be gone already, and has to enter
     *     again
     */
    public boolean heard(K member) {
        Moment now = time.moment();
        Sign after =
                signs.compute(
                        member,
                        (_, before) ->
                                before != null && before.presence() == Presence.GONE
                                        ? before
                                        : new Sign(now.nanos(), now.wall(), Presence.HEARD));
        return after.presence() != Presence.GONE;
    }

    /** What is thought of a member; of one that nobody has looked at yet only good. */
    public Presence presence(K member) {
        Sign sign = signs.get(member);
        return sign == null ? Presence.HEARD : sign.presence();
    }

    /** When it last gave a sign of life; null when not since the start. */
    public @Nullable Instant lastHeard(K member) {
        Sign sign = signs.get(member);
        return sign == null ? null : sign.at();
    }

    /** A mass silence that is going on; null when there is none. */
    public MassSilence.@Nullable Alarm alarm() {
        return massSilence.alarm();
    }

    /**
     * Looks at everybody once, and forgets those who are members no longer.
     *
     * @return who is gone, said again until it is a member no longer or enters again
     */
    public List<K> look(Set<K> members) {
        Moment now = time.moment();
        noticeChange(now.nanos());
        noticeOwnPause(now.nanos());
        signs.keySet().retainAll(members);
        int quiet = markQuiet(members, now.nanos());
        noticeMassSilence(massSilence.look(quiet, members.size(), now.nanos(), now.wall()), now);
        return gone(members, now.nanos());
    }

    private void noticeChange(long now) {
        Patience next = current.get();
        if (!next.equals(patience)) {
            patience = next;
            massSilence.change(next.massSilence());
            amnestyNanos = now;
        }
    }

    private void noticeOwnPause(long now) {
        if (lastLook != null && now - lastLook > patience.ownPause().toNanos()) {
            amnestyNanos = now;
            LOG.atWarn()
                    .addKeyValue("registry", registry)
                    .addKeyValue("pause_ms", Duration.ofNanos(now - lastLook).toMillis())
                    .log("this process stood still; no member is held to have been silent");
        }
        lastLook = now;
    }

    /** Returns how many are quiet and not gone. */
    private int markQuiet(Collection<K> members, long now) {
        int quiet = 0;
        for (K member : members) {
            Sign sign = signs.computeIfAbsent(member, _ -> new Sign(now, null, Presence.HEARD));
            if (sign.presence() == Presence.HEARD && unheard(sign, now, patience.quietAfter())) {
                quiet += signs.replace(member, sign, sign.as(Presence.QUIET)) ? 1 : 0;
            } else if (sign.presence() == Presence.QUIET) {
                quiet++;
            }
        }
        return quiet;
    }

    private List<K> gone(Collection<K> members, long now) {
        List<K> gone = new ArrayList<>();
        for (K member : members) {
            Sign sign = signs.get(member);
            if (sign == null) {
                continue;
            }
            boolean due =
                    sign.presence() == Presence.QUIET
                            && !massSilence.waiting()
                            && unheard(sign, now, patience.goneAfter())
                            && signs.replace(member, sign, sign.as(Presence.GONE));
            if (due || sign.presence() == Presence.GONE) {
                gone.add(member);
            }
        }
        return gone;
    }

    private boolean unheard(Sign sign, long now, Duration limit) {
        return Math.min(now - sign.nanos(), now - amnestyNanos) >= limit.toNanos();
    }

    private void noticeMassSilence(MassSilence.Step turn, Moment now) {
        MassSilence.Alarm alarm = massSilence.alarm();
        switch (turn) {
            case NONE -> {}
            case BEGAN, GAVE_UP ->
                    LOG.atWarn()
                            .addKeyValue("registry", registry)
                            .addKeyValue("silent", alarm == null ? 0 : alarm.silent())
                            .addKeyValue("of", alarm == null ? 0 : alarm.of())
                            .log(
                                    turn == MassSilence.Step.BEGAN
                                            ? "many members fell silent together; none is held to"
                                                    + " be gone for now: is this gateway's network"
                                                    + " well?"
                                            : "many members have been silent for so long that they"
                                                    + " are judged like any others");
            case ENDED -> {
                // The others may need a little longer to come back.
                amnestyNanos = now.nanos();
                LOG.atInfo()
                        .addKeyValue("registry", registry)
                        .log("members that fell silent together are heard again");
            }
        }
    }
}
