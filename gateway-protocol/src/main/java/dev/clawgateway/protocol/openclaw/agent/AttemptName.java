package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.json.WireText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of the container an attempt runs in. No two attempts share one, so an engine refuses to
 * start an attempt twice, and what a node runs can be told by names alone, whoever asks and when.
 *
 * @param attempt from 1
 */
public record AttemptName(WorkloadId workload, int attempt) {
    private static final String PREFIX = "claw-";
    private static final int ID_LENGTH = 36;
    private static final int MOST_DIGITS = 9;

    /** As engines are told it: {@code claw-<workload>-<attempt>}. */
    public String text() {
        return PREFIX + workload + "-" + attempt;
    }

    /** Null where a container's name is none of ours. */
    public static @Nullable AttemptName parse(String name) {
        String text = name.startsWith("/") ? name.substring(1) : name;
        int end = PREFIX.length() + ID_LENGTH;
        if (!text.startsWith(PREFIX) || text.length() < end + 2 || text.charAt(end) != '-') {
            return null;
        }
        UUID workload = WireText.uuid(text.substring(PREFIX.length(), end));
        String number = text.substring(end + 1);
        boolean counts =
                number.length() <= MOST_DIGITS
                        && number.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (workload == null || !counts) {
            return null;
        }
        AttemptName found = new AttemptName(new WorkloadId(workload), Integer.parseInt(number));
        return found.text().equals(text) ? found : null;
    }
}
