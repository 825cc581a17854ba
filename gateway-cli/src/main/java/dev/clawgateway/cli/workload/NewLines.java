package dev.clawgateway.cli.workload;

import java.util.List;

/**
 * Tells the new lines of a log from those seen before. The gateway answers with all that it keeps,
 * and it keeps a bounded number: once that is reached, old lines leave at the front.
 */
final class NewLines {
    private List<String> seen = List.of();

    /** The lines of {@code all} that the previous call did not have. */
    List<String> news(List<String> all) {
        int known = overlap(all);
        seen = all;
        return all.subList(known, all.size());
    }

    /** Length of the longest end of {@code seen} that {@code all} starts with. */
    private int overlap(List<String> all) {
        int longest = Math.min(seen.size(), all.size());
        for (int length = longest; length > 0; length--) {
            List<String> end = seen.subList(seen.size() - length, seen.size());
            if (end.equals(all.subList(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
