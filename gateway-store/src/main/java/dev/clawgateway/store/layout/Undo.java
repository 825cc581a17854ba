package dev.clawgateway.store.layout;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what a batch has changed in memory, should it not land. */
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    /** The last first. */
    void takeBack() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    void forget() {
        steps.clear();
    }
}
