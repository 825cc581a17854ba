package dev.clawgateway.scheduler;

import java.util.List;

/**
 * Prints what a number of histories decided, as one number. Run in a second process, whose sets and
 * maps go in another order, it must print the same.
 */
final class HistoryDigest {
    private static final int STEPS = 400;
    private static final int SEEDS = 12;

    private HistoryDigest() {}

    static long digest() {
        long digest = 0;
        List<String> policies = Schedulers.policies();
        for (int seed = 0; seed < SEEDS; seed++) {
            String policy = policies.get(seed % policies.size());
            long chance = seed;
            History history =
                    new History(
                            most -> Schedulers.create(new SchedulerOptions(policy, chance, most)),
                            seed,
                            false);
            history.run(STEPS);
            for (String decision : history.transcript) {
                digest = digest * 31 + decision.hashCode();
            }
        }
        return digest;
    }

    @SuppressWarnings("SystemOut") // Its output is its answer to the process that started it.
    public static void main(String[] args) {
        System.out.println(digest());
    }
}
