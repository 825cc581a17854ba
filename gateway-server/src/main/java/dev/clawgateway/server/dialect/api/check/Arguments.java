package dev.clawgateway.server.dialect.api.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request gives for the parameters of its operation; all of it is as the contract says.
 *
 * @param values by name; a parameter that is not given is not here
 */
public record Arguments(Map<String, List<String>> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    /** Null where it is not given. */
    public @Nullable String text(String name) {
        List<String> given = values.get(name);
        return given == null ? null : given.getFirst();
    }

    /** All that are given, in their order. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** An integer, or what it is unless it is given. */
    public long number(String name, long otherwise) {
        String given = text(name);
        return given == null ? otherwise : Long.parseLong(given);
    }

    /** A duration or the like, which may have a fraction; null where it is not given. */
    public @Nullable Double decimal(String name) {
        String given = text(name);
        return given == null ? null : Double.valueOf(given);
    }

    /** False unless it is given. */
    public boolean flag(String name) {
        return "true".equals(text(name));
    }
}
