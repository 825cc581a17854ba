package dev.clawgateway.cli.command;

/** How long to wait before the next look: short while something happens, longer when not. */
public final class Polling {
    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 250;

    private long millis = SHORTEST_MILLIS;

    /** Waits; the next wait is half as long again. */
    public void pause() throws InterruptedException {
        Thread.sleep(millis);
        millis = Math.min(LONGEST_MILLIS, millis + (millis + 1) / 2);
    }

    /** Something has happened: more may follow at once. */
    public void hurry() {
        millis = SHORTEST_MILLIS;
    }
}
