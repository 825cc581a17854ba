package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.source.ConfigProblem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that the running gateway cannot take. Nothing has changed. */
public final class ReloadException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /**
     * With all that is wrong.
     *
     * @param problems at least one
     */
    public ReloadException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /**
     * With one fault.
     *
     * @param key at fault, such as {@code tls.cert_path}
     * @param text what is wrong and how to mend it; never a secret
     */
    public ReloadException(String key, String text) {
        this(List.of(new ConfigProblem(null, key, null, text)));
    }

    /** At least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
