package dev.clawgateway.core.state.due;

/** Turns of nodes to be given up: no more of them within any second than are allowed. */
public final class LossRate {
    private static final long SECOND = 1_000_000_000L;

    /** When those before had theirs, as many as a second has: a ring. */
    private final long[] turns;

    private int next;
    private int given;

    public LossRate(int perSecond) {
        turns = new long[perSecond];
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
