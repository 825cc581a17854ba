package dev.clawgateway.client.runner;

import dev.clawgateway.core.WorkloadId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One try at running a workload. The number grows with every try. */
public record AttemptId(WorkloadId workload, int attempt) {
    private static final Pattern FOLDER = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,9})");

    String folderName() {
        return workload + "." + attempt;
    }

    static Optional<AttemptId> ofFolder(String name) {
        Matcher match = FOLDER.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AttemptId(
                            WorkloadId.parse(match.group(1)), Integer.parseInt(match.group(2))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
