package dev.clawgateway.simulation.kernel;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Named streams of randomness from one seed: what one part draws does not shift what another draws.
 * The same name gives the same stream from its beginning.
 */
public final class Dice {
    private final long seed;

    public Dice(long seed) {
        this.seed = seed;
    }

    /** The stream of a name, from its beginning. */
    public RandomGenerator stream(String name) {
        return new SplittableRandom(mixed(seed, hash(name)));
    }

    /** Dice of a part, whose streams have nothing to do with those of the others. */
    public Dice part(String name) {
        return new Dice(mixed(seed ^ 0x9e3779b97f4a7c15L, hash(name)));
    }

    /** Ids from a stream, each with the marks of a random one (RFC 9562 version 4). */
    public static Supplier<UUID> ids(RandomGenerator random) {
        return () ->
                new UUID(
                        (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L,
                        (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    /** Two numbers made one, in which each bit of both counts (SplitMix64's finalizer). */
    static long mixed(long one, long other) {
        long z = one + 0x9e3779b97f4a7c15L * (other + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a of 64 bits: a string's own hash has only 32. */
    static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
