package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.source.ConfigProblem;
import java.util.List;

/** What came of reading the configuration again. */
public sealed interface ReloadResult {
    /**
     * It is in force, but for what needs a restart.
     *
     * @param changed what counts from now on; may be empty
     * @param waiting what counts after a restart, of this change and of earlier ones
     */
    record Applied(List<Difference> changed, List<Difference> waiting) implements ReloadResult {
        public Applied {
            changed = List.copyOf(changed);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * It cannot be used, and the one before stays in force, all of it.
     *
     * @param problems everything that is wrong, at least one
     */
    record Refused(List<ConfigProblem> problems) implements ReloadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
