package dev.clawgateway.server.dialect;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A number that a dialect shows of its own.
 *
 * @param name as metrics are named here: {@code gateway.discovery.members}
 * @param counter whether it only grows
 * @param labels from a bounded set
 * @param value read when it is asked for, on a thread that may take its time
 */
public record Figure(
        String name,
        String description,
        boolean counter,
        Map<String, String> labels,
        DoubleSupplier value) {
    public Figure {
        labels = Map.copyOf(labels);
    }

    /** One that goes up and down. */
    public static Figure gauge(
            String name, String description, Map<String, String> labels, DoubleSupplier value) {
        return new Figure(name, description, false, labels, value);
    }

    public static Figure counter(
            String name, String description, Map<String, String> labels, DoubleSupplier value) {
        return new Figure(name, description, true, labels, value);
    }
}
