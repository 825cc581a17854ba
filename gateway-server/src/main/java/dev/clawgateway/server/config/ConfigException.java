package dev.clawgateway.server.config;

import dev.clawgateway.server.config.source.ConfigProblem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Carries every problem found, not only the first. */
public final class ConfigException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** A fault of one key, found by a record that checks itself. */
    ConfigException(String key, Object value, String text) {
        this(List.of(new ConfigProblem(null, key, String.valueOf(value), text)));
    }

    /** In the order of the file, at least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
