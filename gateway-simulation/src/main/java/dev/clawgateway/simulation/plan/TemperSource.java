package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws what kind of run it will be. */
final class TemperSource {
    private static final int PEACEFUL_PERCENT = 10;
    private static final int FORGETS_PERCENT = 10;
    private static final int MAX_NODES = 8;
    private static final int MANY_PERCENT = 12;
    private static final int GUARDED_ONE_IN = 4;
    private static final int CALLED_ONE_IN = 3;
    private static final int OPENCLAW_ONE_IN = 4;

    /** Of these, where copies of the gateway's folder take its place, as readers have to notice. */
    private static final int RESTORED_ONE_IN = 4;

    private final RandomGenerator dice;

    TemperSource(RandomGenerator dice) {
        this.dice = dice;
    }

    Temper temper() {
        boolean peaceful = chance(PEACEFUL_PERCENT);
        return new Temper(
                cast(peaceful),
                deeds(peaceful),
                tastes(),
                peaceful ? 0 : 2 + dice.nextInt(dice.nextBoolean() ? 10 : 35),
                15 + dice.nextInt(45),
                50L << dice.nextInt(8),
                peaceful || chance(20),
                dice.nextInt(4));
    }

    /**
     * The same where callers are asked for a credential, as in some runs: drawn apart, so that all
     * others are as they were without.
     */
    static Temper guarded(Temper open, RandomGenerator dice) {
        if (dice.nextInt(GUARDED_ONE_IN) > 0) {
            return open;
        }
        List<Deed> deeds = new ArrayList<>(open.deeds());
        int share = 30 + dice.nextInt(71);
        for (AccessDeed deed : AccessDeed.values()) {
            boolean wanted = deed == AccessDeed.SHOW_OLD || dice.nextInt(100) < share;
            if (wanted && (!deed.fault() || open.faultPercent() > 0)) {
                deeds.add(deed);
            }
        }
        Cast cast = open.cast();
        return new Temper(
                new Cast(
                        cast.agents(),
                        cast.plainNodes(),
                        cast.operators() + 1 + dice.nextInt(2),
                        cast.members(),
                        cast.strangers()),
                deeds,
                open.tastes(),
                open.faultPercent(),
                open.passPercent(),
                open.meanPassMillis(),
                open.calm(),
                open.tightness());
    }

    /** The same with callers of the API, as in some of the other runs: drawn apart, too. */
    static Temper called(Temper other, RandomGenerator dice) {
        if (other.access() || dice.nextInt(CALLED_ONE_IN) > 0) {
            return other;
        }
        List<Deed> deeds = new ArrayList<>(other.deeds());
        for (CallerDeed deed : CallerDeed.values()) {
            if (!deed.fault() || (other.faultPercent() > 0 && dice.nextBoolean())) {
                deeds.add(deed);
            }
        }
        if (other.faultPercent() > 0 && dice.nextInt(RESTORED_ONE_IN) == 0) {
            // As often as several others together, so that a copy is there before it is restored.
            deeds.addAll(Collections.nCopies(4, GatewayDeed.BACK_UP));
            deeds.addAll(Collections.nCopies(2, GatewayDeed.RESTORE_FOLDER));
        }
        return new Temper(
                other.cast().calling(1 + dice.nextInt(2)),
                deeds,
                other.tastes(),
                other.faultPercent(),
                other.passPercent(),
                other.meanPassMillis(),
                other.calm(),
                other.tightness());
    }

    /** The same with machines of OpenClaw, as in some of the open runs: drawn apart, too. */
    static Temper openclaw(Temper other, RandomGenerator dice) {
        if (other.access() || dice.nextInt(OPENCLAW_ONE_IN) > 0) {
            return other;
        }
        List<Deed> deeds = new ArrayList<>(other.deeds());
        for (OpenClawDeed deed : OpenClawDeed.values()) {
            if (!deed.fault() || (other.faultPercent() > 0 && dice.nextInt(3) > 0)) {
                deeds.add(deed);
            }
        }
        return new Temper(
                other.cast().openclaw(1 + dice.nextInt(3)),
                deeds,
                other.tastes(),
                other.faultPercent(),
                other.passPercent(),
                other.meanPassMillis(),
                other.calm(),
                other.tightness());
    }

    /**
     * A few nodes more often than many: what two machines do to each other shows in small fleets,
     * but only of many can a part fall silent together.
     */
    private Cast cast(boolean peaceful) {
        int agents = dice.nextInt(dice.nextInt(1, 6) + 1);
        int plain = dice.nextInt(dice.nextInt(1, 6) + 1);
        if (agents + plain == 0) {
            agents = 1;
        }
        boolean many = chance(MANY_PERCENT);
        plain = many ? MAX_NODES - agents : Math.min(plain, MAX_NODES - agents);
        return new Cast(
                agents,
                plain,
                1 + dice.nextInt(3),
                members(),
                peaceful || chance(60) ? 0 : 1 + dice.nextInt(2));
    }

    /** Few, or as many as can fall silent together. */
    private int members() {
        if (chance(50)) {
            return 0;
        }
        return chance(40) ? 6 + dice.nextInt(3) : 1 + dice.nextInt(3);
    }

    private List<Deed> deeds(boolean peaceful) {
        List<Deed> known = new ArrayList<>();
        int faults = 20 + dice.nextInt(70);
        for (Deed deed : open()) {
            boolean on = deed.fault() ? !peaceful && chance(share(deed, faults)) : chance(90);
            if (on) {
                known.add(deed);
            }
        }
        return known;
    }

    /** Most runs are to hold the gateway to all that it acknowledged. */
    private static int share(Deed deed, int faults) {
        return deed instanceof GatewayDeed gateway && gateway.forgets() ? FORGETS_PERCENT : faults;
    }

    private List<Taste> tastes() {
        int share = 20 + dice.nextInt(70);
        return Stream.of(Taste.values()).filter(_ -> chance(share)).toList();
    }

    /** Every deed there is, in an order that never changes. */
    static List<Deed> all() {
        List<Deed> all = new ArrayList<>(open());
        all.addAll(List.of(AccessDeed.values()));
        all.addAll(List.of(CallerDeed.values()));
        all.addAll(List.of(OpenClawDeed.values()));
        return all;
    }

    /** Those of runs in which nobody is asked for a credential. */
    private static List<Deed> open() {
        List<Deed> all = new ArrayList<>();
        all.addAll(List.of(Errand.values()));
        all.addAll(List.of(MachineDeed.values()));
        all.addAll(List.of(PlainDeed.values()));
        all.addAll(List.of(NetworkDeed.values()));
        all.addAll(List.of(DiskDeed.values()));
        all.addAll(List.of(GatewayDeed.values()));
        all.addAll(List.of(GuestDeed.values()));
        return all;
    }

    private boolean chance(int percent) {
        return dice.nextInt(100) < percent;
    }
}
