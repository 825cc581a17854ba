package dev.clawgateway.simulation.referee.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Shows a coverage to people: what never occurred comes first, with its reason. */
public final class CoverageTable {
    /** Pairs of fault and step are too many to be listed. */
    private static final int MOST_LISTED = 120;

    /** What never occurred. */
    public record Absent(String group, String name, String why) {
        public boolean explained() {
            return !why.isEmpty();
        }
    }

    private final Coverage coverage;
    private final List<Absent> absent = new ArrayList<>();
    private final List<String> inSpite = new ArrayList<>();

    public CoverageTable(Coverage coverage, Reasons reasons) {
        this.coverage = new Coverage();
        this.coverage.add(coverage);
        Expected.into(this.coverage);
        this.coverage
                .counts()
                .forEach((group, members) ->
                        members.forEach((name, count) -> {
                            String why = reasons.why(group, name);
                            if (count == 0) {
                                absent.add(new Absent(group, name, why == null ? "" : why));
                            } else if (why != null) {
                                inSpite.add("%s: %s".formatted(group, name));
                            }
                        }));
    }

    /** What never occurred and should have: nobody knows a reason. */
    public List<Absent> unexplained() {
        return absent.stream().filter(one -> !one.explained()).toList();
    }

    /** What occurred though a reason is known why it can not. */
    public List<String> inSpite() {
        return List.copyOf(inSpite);
    }

    /**
     * Markdown, that a terminal can show as well.
     *
     * @param runs which they were, in words
     */
    public String markdown(String runs) {
        StringBuilder text = new StringBuilder("# What occurs in the simulation\n\n");
        text.append("Made by `./simulate --coverage FILE` from %s.%n".formatted(runs));
        text.append("A history that never meets a case proves nothing about it.\n\n");
        text.append("## What never occurred\n\n");
        text.append(unexplained().isEmpty() ? "All of it for a reason.\n\n" : "");
        text.append("| group | what | why not |\n|---|---|---|\n");
        absent.stream()
                .sorted((a, b) -> Boolean.compare(a.explained(), b.explained()))
                .forEach(one ->
                        text.append(
                                "| %s | %s | %s |%n"
                                        .formatted(
                                                one.group(),
                                                one.name(),
                                                one.explained()
                                                        ? one.why()
                                                        : "**no reason is known**")));
        if (!inSpite.isEmpty()) {
            text.append("\nOccurred in spite of a reason: ")
                    .append(String.join("; ", inSpite))
                    .append(".\n");
        }
        text.append("\n## What occurred\n\n| group | what, and how often |\n|---|---|\n");
        coverage.counts()
                .forEach((group, members) ->
                        text.append("| %s | %s |%n".formatted(group, line(members))));
        return text.toString();
    }

    private static String line(SortedMap<String, Long> members) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Long> member : members.entrySet()) {
            if (member.getValue() > 0) {
                parts.add(member.getKey() + " " + member.getValue());
            }
        }
        if (parts.size() > MOST_LISTED) {
            long all = members.values().stream().mapToLong(Long::longValue).sum();
            return parts.size() + " different ones, " + all + " in all";
        }
        return String.join(", ", parts);
    }
}
