package dev.clawgateway.server.dialect.openclaw.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * How far one stream of an attempt is known. The agent shows the last lines alone, without numbers
 * or times: what is new is what follows the lines that were seen last. Lines that repeat so that
 * nobody can tell are held to be the old ones. Confined to one thread at a time.
 */
final class OutputTail {
    /** Lines that are remembered, by their hashes. */
    private static final int REMEMBERED = 1000;

    static final String GAP = "[lines are missing here: more was printed than could be asked for]";

    private List<Integer> last = List.of();
    private boolean any;

    /**
     * What is new.
     *
     * @param text the last lines
     */
    List<String> fresh(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        List<Integer> hashes = lines.stream().map(String::hashCode).toList();
        int known = known(hashes);
        boolean gap = any && known == 0 && !last.isEmpty();
        any = true;
        remember(hashes, known);
        List<String> fresh = new ArrayList<>();
        if (gap) {
            fresh.add(GAP);
        }
        fresh.addAll(lines.subList(known, lines.size()));
        return fresh;
    }

    /** How many of them, from the first on, were seen before. */
    private int known(List<Integer> hashes) {
        for (int end = hashes.size(); end > 0; end--) {
            int common = Math.min(end, last.size());
            if (common > 0
                    && hashes.subList(end - common, end)
                            .equals(last.subList(last.size() - common, last.size()))) {
                return end;
            }
        }
        return 0;
    }

    private void remember(List<Integer> hashes, int known) {
        List<Integer> all = new ArrayList<>(last);
        all.addAll(hashes.subList(known, hashes.size()));
        last = List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }
}
