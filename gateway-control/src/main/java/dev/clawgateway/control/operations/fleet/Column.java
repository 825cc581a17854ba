package dev.clawgateway.control.operations.fleet;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers of a kind, one for each of many things. Never changes. */
public final class Column {
    private final int[] numbers;

    private Column(int[] numbers) {
        this.numbers = numbers;
    }

    /** The first so many of them. */
    static Column of(int[] numbers, int length) {
        return new Column(Arrays.copyOf(numbers, length));
    }

    public static Column of(IntStream numbers) {
        return new Column(numbers.toArray());
    }

    public int size() {
        return numbers.length;
    }

    public int at(int place) {
        return numbers[place];
    }

    public IntStream stream() {
        return Arrays.stream(numbers);
    }
}
