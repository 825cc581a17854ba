package dev.clawgateway.scheduler.fleet.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What usually arrives, learned from arrivals with a count that fades. The mix in force changes
 * only at fixed numbers of arrivals, and only when it has drifted, so that scores can be cached and
 * a replay gives the same ones (invariant I10).
 */
final class TypicalMix {
    /** Arrivals after which an old one counts half. */
    private static final double HALF_LIFE = 20_000;

    /**
     * The next ones follow after twice as many each. What comes before the first is packed blindly,
     * which shows until the fleet is full: two arrivals are a better guide than none.
     */
    private static final long FIRST_CHANGE = 2;

    private static final long MAX_BETWEEN_CHANGES = 8192;

    /** Share of arrivals that must have become others before the mix in force follows. */
    private static final double DRIFT = 0.02;

    /** More kinds than this are not told apart; the rarest are left out. */
    private static final int MAX_TARGETS = 160;

    private static final double GROWTH = Math.pow(2, 1 / HALF_LIFE);
    private static final double RESCALE = 1e100;

    private double[] weights = new double[64];
    private int shapes;
    private double arrivalWeight = 1;
    private long arrivals;
    private long nextChange = FIRST_CHANGE;
    private int version;

    private int[] targets = new int[0];
    private double[] frequencies = new double[0];

    /** A new number whenever the mix in force changed. */
    int version() {
        return version;
    }

    /** Shapes of the mix in force, the most frequent first. */
    int[] targets() {
        return targets;
    }

    /** Of each target; they sum to 1. */
    double[] frequencies() {
        return frequencies;
    }

    void observe(int shape) {
        if (shape >= weights.length) {
            weights = Arrays.copyOf(weights, shape * 2);
        }
        shapes = Math.max(shapes, shape + 1);
        weights[shape] += arrivalWeight;
        arrivalWeight *= GROWTH;
        if (arrivalWeight > RESCALE) {
            rescale();
        }
        if (++arrivals == nextChange) {
            nextChange += Math.min(nextChange, MAX_BETWEEN_CHANGES);
            if (drifted()) {
                change();
            }
        }
    }

    private double total() {
        double total = 0;
        for (int shape = 0; shape < shapes; shape++) {
            total += weights[shape];
        }
        return total;
    }

    /** Half the sum of differences between frequencies now and those in force. */
    private boolean drifted() {
        double total = total();
        double common = 0;
        for (int i = 0; i < targets.length; i++) {
            common += Math.min(frequencies[i], weights[targets[i]] / total);
        }
        return 1 - common > DRIFT;
    }

    private void rescale() {
        for (int shape = 0; shape < shapes; shape++) {
            weights[shape] /= arrivalWeight;
        }
        arrivalWeight = 1;
    }

    private void change() {
        int[] byWeight =
                IntStream.range(0, shapes)
                        .filter(shape -> weights[shape] > 0)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble((Integer shape) -> -weights[shape])
                                        .thenComparing(Comparator.naturalOrder()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int count = Math.min(byWeight.length, MAX_TARGETS);
        double covered = 0;
        for (int i = 0; i < count; i++) {
            covered += weights[byWeight[i]];
        }
        targets = Arrays.copyOf(byWeight, count);
        frequencies = new double[count];
        for (int i = 0; i < count; i++) {
            frequencies[i] = weights[targets[i]] / covered;
        }
        version++;
    }
}
