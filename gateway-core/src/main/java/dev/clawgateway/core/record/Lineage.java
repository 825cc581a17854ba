package dev.clawgateway.core.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The reigns that a store has had, as far as they are kept. A copy of a store that is gone on with
 * gives out numbers that others have by another meaning: whoever says in which reign a number was
 * told is found out.
 *
 * @param reigns the newest last
 */
public record Lineage(List<ReignMark> reigns) {
    /** Reigns that are kept; whoever was away for longer begins again. */
    public static final int MOST = 64;

    /** Of a store that nobody has reigned over. */
    public static final Lineage NONE = new Lineage(List.of());

    public Lineage {
        reigns = List.copyOf(reigns);
    }

    /** The same with one more. */
    public Lineage with(ReignMark next) {
        List<ReignMark> all = new ArrayList<>(reigns);
        all.add(next);
        return new Lineage(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Of the newest; empty before the first. */
    public String name() {
        return reigns.isEmpty() ? "" : reigns.getLast().name();
    }

    /** The greatest revision that is known to have been shown; 0 for none. */
    public long revision() {
        return reigns.isEmpty() ? 0 : reigns.getLast().revision();
    }

    /**
     * Whether an event that was told in the reign of that name is one of this history. What was
     * told before the first was noted, and so without a name, is.
     *
     * @param number of the event; 0 for none
     */
    public boolean hasEvent(String reign, long number) {
        int at = find(reign);
        return reign.isEmpty()
                || (at >= 0 && (isLast(at) || number <= reigns.get(at + 1).events()));
    }

    /** Whether a revision that was told in the reign of that name is one of this history. */
    public boolean hasRevision(String reign, long revision) {
        int at = find(reign);
        return reign.isEmpty()
                || (at >= 0 && (isLast(at) || revision < reigns.get(at + 1).revision()));
    }

    private boolean isLast(int at) {
        return at == reigns.size() - 1;
    }

    /** -1 for one that is unknown. */
    private int find(String reign) {
        for (int i = reigns.size() - 1; i >= 0; i--) {
            if (reigns.get(i).name().equals(reign)) {
                return i;
            }
        }
        return -1;
    }
}
