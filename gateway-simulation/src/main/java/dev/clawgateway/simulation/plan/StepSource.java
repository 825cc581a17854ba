package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a plan from a seed: first what kind of run it is, then its steps. */
public final class StepSource {
    private static final int MAX_TASTES = 5;

    /** Of a hundred passes: at once, short, drawn about the mean, and longer than any timeout. */
    private static final int INSTANT_PERCENT = 15;

    /** What is drawn of credentials shifts nothing else. */
    private static final long GUARDED = 0x5eed_0f_ac_ce55L;

    /** Nor does what is drawn of callers. */
    private static final long CALLED = 0x5eed_0f_ca_11e5L;

    /** Nor what is drawn of OpenClaw. */
    private static final long OPENCLAW = 0x5eed_0f_0c_1a3L;

    private static final int LONG_PERCENT = 4;
    private static final int LONG_MILLIS = 240_000;

    private final Temper temper;
    private final RandomGenerator dice;
    private final List<Deed> faults;
    private final List<Deed> wishes;

    private StepSource(Temper temper, RandomGenerator dice) {
        this.temper = temper;
        this.dice = dice;
        Cast cast = temper.cast();
        faults = temper.deeds().stream().filter(Deed::fault).filter(d -> meets(d, cast)).toList();
        wishes =
                temper.deeds().stream()
                        .filter(d -> !d.fault())
                        .filter(d -> meets(d, cast))
                        .toList();
    }

    /** The plan of a seed; a longer one begins with the shorter one's steps. */
    public static Plan plan(long seed, int steps) {
        SplittableRandom dice = new SplittableRandom(seed);
        Temper temper =
                TemperSource.called(
                        TemperSource.guarded(
                                new TemperSource(dice.split()).temper(),
                                new SplittableRandom(seed ^ GUARDED)),
                        new SplittableRandom(seed ^ CALLED));
        temper = TemperSource.openclaw(temper, new SplittableRandom(seed ^ OPENCLAW));
        StepSource source = new StepSource(temper, dice.split());
        List<Plan.Numbered> list = new ArrayList<>(steps);
        for (int number = 0; number < steps; number++) {
            list.add(new Plan.Numbered(number, source.next()));
        }
        return new Plan(seed, temper, list);
    }

    /** What steps are counted as, all that there are. */
    public static List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of("Pass", "Submit"));
        TemperSource.all().stream().map(Deed::kind).forEach(kinds::add);
        return kinds;
    }

    /** Of these, what nobody wants. */
    public static List<String> faults() {
        return TemperSource.all().stream().filter(Deed::fault).map(Deed::kind).toList();
    }

    private Step next() {
        if (chance(temper.passPercent())) {
            return new Step.Pass(millis());
        }
        if (chance(temper.faultPercent())) {
            Step fault = happens(faults);
            if (fault != null) {
                return fault;
            }
        }
        if (dice.nextInt(5) < 2) {
            return submit();
        }
        Step wish = happens(wishes);
        return wish == null ? submit() : wish;
    }

    private long millis() {
        if (chance(INSTANT_PERCENT)) {
            return dice.nextInt(20);
        }
        if (chance(LONG_PERCENT)) {
            return dice.nextInt(LONG_MILLIS);
        }
        return (long) (-Math.log(1 - dice.nextDouble()) * temper.meanPassMillis());
    }

    private Step submit() {
        List<Taste> some = new ArrayList<>(temper.tastes());
        int wanted = dice.nextInt(MAX_TASTES);
        while (some.size() > wanted) {
            some.remove(dice.nextInt(some.size()));
        }
        return new Step.Submit(pick(), some, dice.nextLong());
    }

    private @Nullable Step happens(List<Deed> deeds) {
        int sum = deeds.stream().mapToInt(Deed::weight).sum();
        if (sum == 0) {
            return null;
        }
        int at = dice.nextInt(sum);
        for (Deed deed : deeds) {
            at -= deed.weight();
            if (at < 0) {
                return new Step.Happens(deed, pick(), pick(), dice.nextLong());
            }
        }
        throw new AssertionError("weights do not add up");
    }

    private int pick() {
        return dice.nextInt() >>> 1;
    }

    private boolean chance(int percent) {
        return dice.nextInt(100) < percent;
    }

    /** Whether there is anybody in the run to whom it can happen. */
    private static boolean meets(Deed deed, Cast cast) {
        return switch (deed) {
            case MachineDeed machine -> cast.agents() > (machine == MachineDeed.CLONE ? 1 : 0);
            case PlainDeed _ -> cast.plainNodes() > 0;
            case GuestDeed guest ->
                    switch (guest) {
                        case MEMBER_ACTS, MEMBER_VANISHES, MEMBERS_FALL_SILENT ->
                                cast.members() > 0;
                        case STRANGER_ACTS, STRANGER_FLOODS -> cast.strangers() > 0;
                    };
            case CallerDeed _ -> cast.callers() > 0;
            case OpenClawDeed _ -> cast.gpuMachines() > 0;
            case Errand _, NetworkDeed _, DiskDeed _, GatewayDeed _, AccessDeed _ -> true;
        };
    }
}
