package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.MemberRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast members answer at their url. That one answers is no sign of its life: addresses
 * are used again by other machines. {@link #round} is called from one thread; a member still being
 * asked is left out of it.
 */
final class MemberProbes {
    /** Asked at a time: more only make each other wait, and that would be measured. */
    private static final int MOST_AT_ONCE = 32;

    /**
     * What the last question came to.
     *
     * @param url that was asked; another one is another member's
     * @param millis null when nothing came in time
     */
    private record Measured(String url, @Nullable Double millis) {}

    private ProbeRules rules;
    private final UrlProbe probe;
    private final Map<String, Measured> measured = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger atOnce = new AtomicInteger();
    private Iterator<MemberRecord> rest = List.<MemberRecord>of().iterator();

    MemberProbes(ProbeRules rules, UrlProbe probe) {
        this.rules = rules;
        this.probe = probe;
    }

    /** Goes by these from now on. */
    void change(ProbeRules other) {
        rules = other;
    }

    /** Begins anew with these members, unless some of the last round still wait for their turn. */
    void round(List<MemberRecord> members) {
        if (!rest.hasNext()) {
            rest = members.iterator();
        }
    }

    /** Asks as many as may be asked now. */
    void go() {
        while (rest.hasNext() && atOnce.get() < MOST_AT_ONCE) {
            MemberRecord member = rest.next();
            if (rules.allow(member) && asked.add(member.id())) {
                atOnce.incrementAndGet();
                String url = member.card().url();
                probe.ask(url, millis -> answered(member.id(), new Measured(url, millis)));
            }
        }
    }

    private void answered(String id, Measured now) {
        measured.put(id, now);
        asked.remove(id);
        atOnce.decrementAndGet();
    }

    /** Null where it is not known, or nothing came in time. */
    @Nullable Double millis(MemberRecord member) {
        Measured last = measured.get(member.id());
        return last == null || !last.url().equals(member.card().url()) ? null : last.millis();
    }

    /** Forgets all but these. */
    void retain(Set<String> members) {
        measured.keySet().retainAll(members);
    }
}
