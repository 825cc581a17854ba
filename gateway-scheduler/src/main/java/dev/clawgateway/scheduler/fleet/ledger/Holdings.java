package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.scheduler.fleet.node.Blocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of what is held, and nothing about what they mean. A holding's number says where its
 * record lies. Most workloads hold whole GPUs, or a part of one, and take half a cache line.
 */
public final class Holdings {
    /** Words before the first record: with the array's header they fill one cache line. */
    private static final int LEAD = 6;

    /** A record takes whole units of this many words. */
    private static final int UNIT = 4;

    /** Node (32 bits), level (8), number of grants (8), flags (4), and workloads (12). */
    private static final int HEAD = 0;

    private static final long ONE_WORD = 1L << 48;
    private static final long PREEMPTIBLE = 1L << 49;
    private static final long LABELLED = 1L << 50;
    private static final long SLICED = 1L << 51;
    private static final int WORKLOADS_SHIFT = 52;

    /** CPU (high half) and memory. */
    private static final int HOST = 1;

    /** Owner (high half) and priority. */
    private static final int CLAIM = 2;

    /**
     * A {@link GrantWord} for each grant; or, where all are whole GPUs with as much memory, that
     * memory (high half) and a mask of their indexes.
     */
    private static final int GRANTS = 3;

    private final Blocks units = new Blocks();
    private long[] words = new long[LEAD + 16 * UNIT];

    /**
     * By number; only of those that have any. Kept apart because to write a reference costs a
     * barrier of the garbage collector, more than all of the record.
     */
    private final List<@Nullable Map<String, String>> labels = new ArrayList<>();

    /** By word of {@link #words}; only of grants that are MIG slices. Empty without any. */
    private @Nullable String[] profiles = new @Nullable String[0];

    private static int at(int holding) {
        return LEAD + holding * UNIT;
    }

    /**
     * Enters a record; returns its number.
     *
     * @throws ArithmeticException for an amount of CPU or memory over {@link Integer#MAX_VALUE}
     */
    int add(
            int node,
            int level,
            long cpuMillis,
            long memoryMib,
            Grants grants,
            DeviceHolder claim) {
        long whole = grants.wholeGpus();
        int length = whole != 0 ? 1 : grants.count();
        int holding = units.take(unitsFor(length));
        ensure();
        int at = at(holding);
        words[at + HEAD] =
                node
                        | ((long) level << 32)
                        | ((long) grants.count() << 40)
                        | (whole != 0 ? ONE_WORD : 0)
                        | (claim.preemptible() ? PREEMPTIBLE : 0)
                        | (claim.labels().isEmpty() ? 0 : LABELLED)
                        | (grants.sliced() ? SLICED : 0)
                        | ((long) claim.workloads() << WORKLOADS_SHIFT);
        words[at + HOST] = pair(Math.toIntExact(cpuMillis), Math.toIntExact(memoryMib));
        words[at + CLAIM] = pair(claim.owner(), claim.priority());
        words[at + GRANTS] = whole;
        for (int i = 0; whole == 0 && i < length; i++) {
            words[at + GRANTS + i] = grants.word(i);
        }
        if (grants.sliced()) {
            setProfiles(at + GRANTS, grants);
        }
        if (!claim.labels().isEmpty()) {
            while (labels.size() <= holding) {
                labels.add(null);
            }
            labels.set(holding, claim.labels());
        }
        return holding;
    }

    private void setProfiles(int at, Grants grants) {
        if (profiles.length < words.length) {
            profiles = Arrays.copyOf(profiles, words.length);
        }
        for (int i = 0; i < grants.count(); i++) {
            profiles[at + i] = grants.profile(i);
        }
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xffff_ffffL);
    }

    /** The number may be used again. */
    void remove(int holding) {
        if (has(holding, LABELLED)) {
            labels.set(holding, null);
        }
        if (sliced(holding)) {
            int at = at(holding) + GRANTS;
            Arrays.fill(profiles, at, at + grants(holding), null);
        }
        units.give(holding, unitsFor(has(holding, ONE_WORD) ? 1 : grants(holding)));
    }

    private static int unitsFor(int grantWords) {
        return (GRANTS + Math.max(grantWords, 1) + UNIT - 1) / UNIT;
    }

    private void ensure() {
        int end = LEAD + units.end() * UNIT;
        if (end > words.length) {
            words = Arrays.copyOf(words, Math.max(end, words.length * 2));
        }
    }

    int node(int holding) {
        return (int) words[at(holding)];
    }

    int level(int holding) {
        return (int) (words[at(holding)] >>> 32) & 0xff;
    }

    int grants(int holding) {
        return (int) (words[at(holding)] >>> 40) & 0xff;
    }

    private boolean has(int holding, long flag) {
        return (words[at(holding)] & flag) != 0;
    }

    /** Mask of GPU indexes, where all grants are whole GPUs with as much memory; else 0. */
    long wholeGpus(int holding) {
        return has(holding, ONE_WORD) ? words[at(holding) + GRANTS] & 0xffff_ffffL : 0;
    }

    /** Of each of the {@link #wholeGpus}. */
    int wholeMemoryMib(int holding) {
        return (int) (words[at(holding) + GRANTS] >> 32);
    }

    /** One grant as a {@link GrantWord}. */
    long grant(int holding, int i) {
        if (!has(holding, ONE_WORD)) {
            return words[at(holding) + GRANTS + i];
        }
        long left = wholeGpus(holding);
        for (int skipped = 0; skipped < i; skipped++) {
            left &= left - 1;
        }
        int index = Long.numberOfTrailingZeros(left);
        return GrantWord.of(index, 1000, wholeMemoryMib(holding), 0);
    }

    /** Whether one of its grants is a MIG slice; all have a word each then. */
    boolean sliced(int holding) {
        return has(holding, SLICED);
    }

    /** Of a grant that is a MIG slice; null of any other. */
    @Nullable String profile(int holding, int i) {
        return sliced(holding) ? profiles[at(holding) + GRANTS + i] : null;
    }

    /** Where a slice lies was found out. */
    void setSlots(int holding, int i, int slots) {
        int at = at(holding) + GRANTS + i;
        words[at] = GrantWord.withSlots(words[at], slots);
    }

    int cpuMillis(int holding) {
        return (int) (words[at(holding) + HOST] >> 32);
    }

    int memoryMib(int holding) {
        return (int) words[at(holding) + HOST];
    }

    int owner(int holding) {
        return (int) (words[at(holding) + CLAIM] >> 32);
    }

    int priority(int holding) {
        return (int) words[at(holding) + CLAIM];
    }

    /** As how many workloads it counts. */
    int workloads(int holding) {
        return (int) (words[at(holding) + HEAD] >>> WORKLOADS_SHIFT);
    }

    boolean preemptible(int holding) {
        return has(holding, PREEMPTIBLE);
    }

    Map<String, String> labels(int holding) {
        Map<String, String> own = has(holding, LABELLED) ? labels.get(holding) : null;
        return own == null ? Map.of() : own;
    }
}
