package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import dev.clawgateway.simulation.plan.Plan.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A shrunk plan in one word of a command line, told as what differs from its seed's own plan:
 * {@code 500:3.5~9.17=250.41-GANG@2,0,1,0,0,calm,0} keeps of 500 steps number 3, those from 5 to 9,
 * the 17th with a pass of 250 ms, and the 41st without its gang, in a calm run of two agents and
 * one operator.
 */
public final class PlanText {
    private static final String RANGE = "~";

    private PlanText() {}

    /** The word for a plan that was made from its seed's plan of so many steps. */
    public static String write(Plan plan, int steps) {
        Plan whole = StepSource.plan(plan.seed(), steps);
        String kept = String.join(".", words(plan.steps(), whole));
        Temper temper = plan.temper();
        Cast cast = temper.cast();
        String word =
                "%d:%s@%d,%d,%d,%d,%d,%s,%d"
                        .formatted(
                                steps,
                                kept,
                                cast.agents(),
                                cast.plainNodes(),
                                cast.operators(),
                                cast.members(),
                                cast.strangers(),
                                temper.calm() ? "calm" : "real",
                                temper.tightness());
        if (cast.callers() > 0 || cast.gpuMachines() > 0) {
            word += "," + cast.callers();
        }
        return cast.gpuMachines() == 0 ? word : word + "," + cast.gpuMachines();
    }

    /** Whoever follows its neighbour, unchanged as that is, is told with it as a range. */
    private static List<String> words(List<Numbered> steps, Plan whole) {
        List<String> words = new ArrayList<>();
        int from = -1;
        for (int at = 0; at < steps.size(); at++) {
            int number = steps.get(at).number();
            boolean plain = plain(steps.get(at), whole);
            from = plain && from < 0 ? number : from;
            boolean ends =
                    at + 1 == steps.size()
                            || steps.get(at + 1).number() != number + 1
                            || !plain(steps.get(at + 1), whole);
            if (!plain) {
                words.add(word(steps.get(at), whole.steps().get(number).step()));
            } else if (ends) {
                words.add(from == number ? "" + number : from + RANGE + number);
                from = -1;
            }
        }
        return words;
    }

    private static boolean plain(Numbered numbered, Plan whole) {
        return numbered.step().equals(whole.steps().get(numbered.number()).step());
    }

    private static String word(Numbered numbered, Step whole) {
        String number = Integer.toString(numbered.number());
        return switch (numbered.step()) {
            case Step.Pass(long millis) -> number + "=" + millis;
            case Step.Submit submit -> {
                List<Taste> gone = new ArrayList<>(((Step.Submit) whole).tastes());
                gone.removeAll(submit.tastes());
                yield number + gone.stream().map(t -> "-" + t).collect(Collectors.joining());
            }
            case Step.Happens _ -> throw new IllegalArgumentException("never changed: " + numbered);
        };
    }

    /**
     * The plan of a word.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Plan read(long seed, String text) {
        String[] halves = text.split("[:@]", -1);
        if (halves.length != 3) {
            throw new IllegalArgumentException("not a plan: " + text);
        }
        Plan whole = StepSource.plan(seed, Integer.parseInt(halves[0]));
        List<Numbered> kept = new ArrayList<>();
        if (!halves[1].isEmpty()) {
            for (String word : halves[1].split("\\.", -1)) {
                if (word.contains(RANGE)) {
                    kept.addAll(range(word.split(RANGE, -1), whole));
                } else {
                    kept.add(step(word, whole));
                }
            }
        }
        return whole.with(kept).in(temper(halves[2].split(",", -1), whole.temper()));
    }

    private static List<Numbered> range(String[] ends, Plan whole) {
        return whole.steps().subList(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
    }

    private static Numbered step(String word, Plan whole) {
        String[] parts = word.split("[=-]", -1);
        Numbered numbered = whole.steps().get(Integer.parseInt(parts[0]));
        if (parts.length == 1) {
            return numbered;
        }
        return switch (numbered.step()) {
            case Step.Pass _ ->
                    new Numbered(numbered.number(), new Step.Pass(Long.parseLong(parts[1])));
            case Step.Submit(int operator, List<Taste> tastes, long draw) -> {
                List<Taste> fewer = new ArrayList<>(tastes);
                for (int at = 1; at < parts.length; at++) {
                    fewer.remove(Taste.valueOf(parts[at]));
                }
                yield new Numbered(numbered.number(), new Step.Submit(operator, fewer, draw));
            }
            case Step.Happens _ -> throw new IllegalArgumentException("not a plan: " + word);
        };
    }

    private static Temper temper(String[] words, Temper whole) {
        if (words.length < 7 || words.length > 9) {
            throw new IllegalArgumentException("not a kind of run: " + String.join(",", words));
        }
        Cast cast =
                new Cast(
                        Integer.parseInt(words[0]),
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        Integer.parseInt(words[4]),
                        words.length == 7 ? 0 : Integer.parseInt(words[7]),
                        words.length < 9 ? 0 : Integer.parseInt(words[8]));
        return new Temper(
                cast,
                whole.deeds(),
                whole.tastes(),
                whole.faultPercent(),
                whole.passPercent(),
                whole.meanPassMillis(),
                words[5].equals("calm"),
                Integer.parseInt(words[6]));
    }
}
