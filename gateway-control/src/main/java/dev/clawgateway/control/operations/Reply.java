package dev.clawgateway.control.operations;

/** Who waits for an answer. Told exactly once, from any thread; hands over and returns. */
@FunctionalInterface
public interface Reply<T> {
    void answer(Answer<T> answer);
}
