package dev.clawgateway.server.dialect.openclaw.session;

import java.util.Collection;
import java.util.List;

/**
 * Which commands operators may have nodes run. A name that ends in {@code *} stands for all that
 * begin so. What is denied is not allowed, whatever else is said.
 *
 * @param allow in addition to {@link #USUAL}
 * @param deny taken away
 */
public record CommandRules(List<String> allow, List<String> deny) {
    /** What is allowed where nothing is said: nothing that runs any program, or shows a secret. */
    public static final List<String> USUAL =
            List.of(
                    "system.info",
                    "system.which",
                    "system.notify",
                    "gpu.*",
                    "workload.*",
                    "node.capabilities",
                    "node.health",
                    "node.label",
                    "node.taint",
                    "config.*",
                    "job.*",
                    "cron.*",
                    "namespace.*",
                    "policy.*",
                    "deploy.*",
                    "volume.*",
                    "backup.*",
                    "audit.*",
                    "autoscale.*",
                    "metrics.*",
                    "events.*",
                    "alerts.*",
                    "service.*",
                    "ingress.*",
                    "network.*",
                    "molt.*");

    /** Nothing is said. */
    public static final CommandRules DEFAULT = new CommandRules(List.of(), List.of());

    public CommandRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** Whether a command may be run. */
    public boolean allows(String command) {
        return !any(deny, command) && (any(USUAL, command) || any(allow, command));
    }

    /** Those of them that may be, sorted, each once. */
    public List<String> allowed(Collection<String> commands) {
        return commands.stream().filter(this::allows).distinct().sorted().toList();
    }

    private static boolean any(List<String> patterns, String command) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, command));
    }

    private static boolean matches(String pattern, String command) {
        return pattern.endsWith("*")
                ? command.startsWith(pattern.substring(0, pattern.length() - 1))
                : command.equals(pattern);
    }
}
