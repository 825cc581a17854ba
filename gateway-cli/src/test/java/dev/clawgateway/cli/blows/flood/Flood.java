package dev.clawgateway.cli.blows.flood;

/**
 * One way to flood.
 *
 * @param name for people
 */
public record Flood(String name, Way way) {
    /** What floods. Returns when it is over; whoever is still there then is counted, and leaves. */
    @FunctionalInterface
    public interface Way {
        void run(Target target, Size size, Tally tally) throws Exception;
    }

    /**
     * How much of it.
     *
     * @param many connections where each costs the gateway little
     * @param few sessions that keep it busy
     * @param seconds that a flood goes on for which does not end by itself
     */
    public record Size(int many, int few, int seconds) {
        /** For one of so many at the same time. */
        public Size shared(int floods) {
            return new Size(Math.max(10, many / floods), Math.max(2, few / floods), seconds);
        }
    }
}
