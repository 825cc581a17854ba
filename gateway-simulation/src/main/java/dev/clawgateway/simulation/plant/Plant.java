package dev.clawgateway.simulation.plant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bug to be found. Its file is named after it and reads
 *
 * <pre>
 * what: one line for people
 * seeds: 300
 * file: gateway-core/src/main/java/...
 * old:
 * lines that are there exactly once
 * new:
 * lines that take their place
 * end:
 * </pre>
 *
 * with more parts of {@code file:} to {@code end:} as needed.
 *
 * @param name the file's, without its ending
 * @param seeds within how many it has to be found
 */
public record Plant(String name, String what, int seeds, List<Edit> edits) {
    private static final String ENDING = ".plant";

    public Plant {
        edits = List.copyOf(edits);
    }

    /**
     * A place of the product's source, and what it becomes.
     *
     * @param file from the project's root
     */
    public record Edit(String file, String before, String after) {}

    /** All in a folder, by their names. */
    public static List<Plant> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
        }
        List<Plant> plants = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            plants.add(
                    parse(
                            name.substring(0, name.length() - ENDING.length()),
                            Files.readAllLines(file)));
        }
        return plants;
    }

    /**
     * A plant from the lines of its file.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Plant parse(String name, List<String> lines) {
        Reading reading = new Reading(name);
        lines.forEach(reading::line);
        return reading.plant();
    }

    /** The sources as they are with this bug, by their file. */
    public Map<String, String> planted(Path root) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String source = sources.get(edit.file());
            if (source == null) {
                source = Files.readString(root.resolve(edit.file()));
            }
            sources.put(edit.file(), replaced(edit, source));
        }
        return sources;
    }

    private String replaced(Edit edit, String source) {
        int at = source.indexOf(edit.before());
        if (at < 0 || source.indexOf(edit.before(), at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "plant %s: its old lines are %s in %s"
                            .formatted(name, at < 0 ? "not" : "more than once", edit.file()));
        }
        return source.substring(0, at)
                + edit.after()
                + source.substring(at + edit.before().length());
    }

    /** The file, line by line. */
    private static final class Reading {
        private final String name;
        private final List<Edit> edits = new ArrayList<>();
        private final Map<String, String> words = new LinkedHashMap<>();
        private @Nullable StringBuilder part;
        private String before = "";

        Reading(String name) {
            this.name = name;
        }

        void line(String line) {
            switch (line) {
                case "old:" -> part = new StringBuilder();
                case "new:" -> {
                    before = open(line).toString();
                    part = new StringBuilder();
                }
                case "end:" -> {
                    edits.add(new Edit(word("file"), before, open(line).toString()));
                    part = null;
                }
                default -> other(line);
            }
        }

        private void other(String line) {
            if (part != null) {
                part.append(line).append('\n');
                return;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                words.put(line.substring(0, colon), line.substring(colon + 2).strip());
            } else if (!line.isBlank()) {
                throw wrong("a line that says nothing: " + line);
            }
        }

        private StringBuilder open(String line) {
            if (part == null) {
                throw wrong(line + " without old:");
            }
            return part;
        }

        private String word(String key) {
            String word = words.get(key);
            if (word == null) {
                throw wrong("no " + key + ":");
            }
            return word;
        }

        Plant plant() {
            if (part != null || edits.isEmpty()) {
                throw wrong("no end:");
            }
            return new Plant(name, word("what"), Integer.parseInt(word("seeds")), edits);
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException("plant " + name + ": " + why);
        }
    }
}
