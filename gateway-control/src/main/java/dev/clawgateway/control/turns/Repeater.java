package dev.clawgateway.control.turns;

/** Repeats turns: on a thread for each, or by hand. */
@FunctionalInterface
public interface Repeater {
    /**
     * From now on repeats these turns until they have ended.
     *
     * @param name of what takes them, for people
     */
    Repetition repeat(String name, Turns turns);
}
