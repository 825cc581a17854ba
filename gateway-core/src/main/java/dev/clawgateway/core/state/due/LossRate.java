package dev.clawgateway.core.state.due;

/** Turns of nodes to be given up: no more of them within any second than are allowed. */
public final class LossRate {
    private static final long SECOND = 1_000_000_000L;

    /** When those before had theirs, as many as a second has: a ring. */
    private long[] turns;

    private int next;
    private int given;

    public LossRate(int perSecond) {
        turns = new long[perSecond];
    }

    /** From now on that many; those that were given stay. */
    public void change(int perSecond) {
        if (perSecond == turns.length) {
            return;
        }
        long[] last = new long[perSecond];
        int kept = Math.min(given, perSecond);
        for (int i = 0; i < kept; i++) {
            last[i] = turns[Math.floorMod(next - kept + i, turns.length)];
        }
        turns = last;
        given = kept;
        next = kept % perSecond;
    }

    /** The next free turn, which nobody else gets: now or later. */
    public long take(long nowNanos) {
        long turn = given < turns.length ? nowNanos : Math.max(nowNanos, turns[next] + SECOND);
        given = Math.min(given + 1, turns.length);
        turns[next] = turn;
        next = (next + 1) % turns.length;
        return turn;
    }
}
