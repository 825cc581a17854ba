package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.node.Blocks;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import java.util.SplittableRandom;

/**
 * How much of a node's free GPU is likely to stay unused, given the {@link Targets}: 0.3 F + 0.7 W,
 * in thousandths of a GPU.
 *
 * <p>F is the fragmentation of FGD (Weng et al., <i>Beware of Fragmentation</i>, USENIX ATC 2023):
 * the free GPU that each target cannot use, weighted. W looks ahead: the node is filled with fixed
 * random sequences of typical arrivals, and what is left over is averaged.
 */
final class Waste {
    private static final double LOOK_AHEAD = 0.7;
    private static final int SEQUENCES = 32;
    private static final int LENGTH = 48;
    private static final long SEED = 0x5eed;

    private Targets targets = new Targets();

    /** All sequences one after the other, as target numbers. */
    private final int[] sequence = new int[SEQUENCES * LENGTH];

    private final int[] work = new int[Blocks.MAX];

    /**
     * At every place of the sequences the targets come as often as they should over the sequences
     * together: one of them is drawn from each equal part of the mix. That takes most of the chance
     * out of a mean over few sequences.
     */
    void learn(Targets learned) {
        targets = learned;
        SplittableRandom random = new SplittableRandom(SEED);
        int[] part = new int[SEQUENCES];
        for (int place = 0; place < LENGTH; place++) {
            shuffle(part, random);
            for (int s = 0; s < SEQUENCES; s++) {
                double point = (part[s] + random.nextDouble()) / SEQUENCES;
                sequence[s * LENGTH + place] = target(point);
            }
        }
    }

    /** Fills in 0, 1, 2 ... in random order. */
    private static void shuffle(int[] part, SplittableRandom random) {
        for (int i = 0; i < part.length; i++) {
            int other = random.nextInt(i + 1);
            part[i] = part[other];
            part[other] = i;
        }
    }

    /** The target at a point between 0 and 1, when they are laid end to end by frequency. */
    private int target(double point) {
        double left = point;
        int t = 0;
        while (t < targets.count - 1 && left >= targets.frequency[t]) {
            left -= targets.frequency[t++];
        }
        return t;
    }

    /** Whether it does not matter which device of a node is how free. */
    boolean anyOrder(NodeClass nodeClass) {
        return targets.anyDevice(nodeClass);
    }

    /** The waste of a state: {@code devices} free thousandths by position, and free CPU. */
    int of(NodeClass nodeClass, int[] devices, long cpu) {
        if (targets.count == 0) {
            return 0;
        }
        long[] eligible = targets.eligible(nodeClass);
        double fragmented = fragmented(eligible, nodeClass.count, devices, cpu);
        double left = leftOver(eligible, nodeClass.count, devices, cpu);
        return (int) Math.round((1 - LOOK_AHEAD) * fragmented + LOOK_AHEAD * left);
    }

    private double fragmented(long[] eligible, int count, int[] devices, long cpu) {
        int free = 0;
        for (int i = 0; i < count; i++) {
            free += devices[i];
        }
        double sum = 0;
        for (int t = 0; t < targets.count; t++) {
            sum += targets.weight[t] * (free - usable(t, eligible[t], devices, cpu));
        }
        return sum;
    }

    /** Free GPU in pieces large enough for a target; 0 when it cannot run at all. */
    private int usable(int t, long mask, int[] devices, long cpu) {
        if (targets.gpus[t] == 0 || mask == 0 || cpu < targets.cpuMillis[t]) {
            return 0;
        }
        int pieces = 0;
        int usable = 0;
        for (long left = mask; left != 0; left &= left - 1) {
            int free = devices[Long.numberOfTrailingZeros(left)];
            if (free >= targets.milli[t]) {
                pieces++;
                usable += free;
            }
        }
        return pieces >= targets.gpus[t] ? usable : 0;
    }

    private double leftOver(long[] eligible, int count, int[] devices, long cpu) {
        long sum = 0;
        for (int s = 0; s < SEQUENCES; s++) {
            System.arraycopy(devices, 0, work, 0, count);
            fill(eligible, s * LENGTH, cpu);
            for (int i = 0; i < count; i++) {
                sum += work[i];
            }
        }
        return (double) sum / SEQUENCES;
    }

    private void fill(long[] eligible, int from, long cpu) {
        long cpuLeft = cpu;
        for (int i = from; i < from + LENGTH; i++) {
            int t = sequence[i];
            long mask = eligible[t];
            boolean fits =
                    cpuLeft >= targets.cpuMillis[t]
                            && (targets.gpus[t] == 0
                                    || (mask != 0
                                            && take(mask, targets.gpus[t], targets.milli[t])));
            if (fits) {
                cpuLeft -= targets.cpuMillis[t];
            }
        }
    }

    private boolean take(long mask, int devices, int amount) {
        return devices == 1 ? takeTightest(mask, amount) : takeFirst(mask, devices, amount);
    }

    private boolean takeTightest(long mask, int amount) {
        int best = -1;
        int bestFree = Integer.MAX_VALUE;
        for (long left = mask; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            int free = work[position];
            if (free >= amount && free < bestFree) {
                best = position;
                bestFree = free;
            }
        }
        if (best < 0) {
            return false;
        }
        work[best] -= amount;
        return true;
    }

    private boolean takeFirst(long mask, int devices, int amount) {
        long fitting = 0;
        for (long left = mask; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (work[position] >= amount) {
                fitting |= 1L << position;
            }
        }
        if (Long.bitCount(fitting) < devices) {
            return false;
        }
        for (int i = 0; i < devices; i++) {
            work[Long.numberOfTrailingZeros(fitting)] -= amount;
            fitting &= fitting - 1;
        }
        return true;
    }
}
