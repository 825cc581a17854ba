package dev.clawgateway.server.config;

import dev.clawgateway.core.Spelling;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.EnvironmentVariables;
import dev.clawgateway.server.config.source.Overrides.Flag;
import dev.clawgateway.server.config.source.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One reading of the configuration. Whoever reads a key thereby declares it, so what was never
 * asked for is unknown; problems are collected and thrown together at the end.
 */
final class ConfigReader {
    private final String file;
    private final TomlTable root;
    private final Map<String, Flag> flags;
    private final EnvironmentVariables environment;
    private final List<ScoringFunction> functions;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, List<Section>> repeated = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    ConfigReader(
            String file,
            TomlTable root,
            Map<String, Flag> flags,
            EnvironmentVariables environment) {
        this(file, root, flags, environment, List.of());
    }

    /**
     * The same for a program.
     *
     * @param functions of its own, as further policies
     */
    ConfigReader(
            String file,
            TomlTable root,
            Map<String, Flag> flags,
            EnvironmentVariables environment,
            List<ScoringFunction> functions) {
        this.functions = List.copyOf(functions);
        this.file = file;
        this.root = root;
        this.flags = flags;
        this.environment = environment;
    }

    /** The named table of the file, or an empty one. Asked for again, the same. */
    Section section(String name) {
        Section known = sections.get(name);
        return known == null ? inner(name, root, name) : known;
    }

    /**
     * A table within another, or an empty one.
     *
     * @param name of both, with a dot between
     * @param within null for one that is not there
     */
    Section inner(String name, @Nullable TomlTable within, String key) {
        Object found = within == null ? null : within.get(List.of(key));
        if (within != null && found != null && !(found instanceof TomlTable)) {
            problem(
                    place(within, key),
                    name,
                    found.toString(),
                    "is a section; write [" + name + "] and its keys below");
        }
        Section section = new Section(name, found instanceof TomlTable table ? table : null, this);
        sections.put(name, section);
        return section;
    }

    /** The tables of that name, each written {@code [[name]]}; in the order of the file. */
    List<Section> sections(String name) {
        List<Section> found = new ArrayList<>();
        Object raw = root.get(List.of(name));
        if (raw instanceof TomlArray array
                && array.toList().stream().allMatch(TomlTable.class::isInstance)) {
            for (int i = 0; i < array.size(); i++) {
                found.add(
                        new Section(
                                name,
                                array.getTable(i),
                                this,
                                file + ":" + array.inputPositionOf(i).line()));
            }
        } else if (raw != null) {
            problem(
                    place(root, name),
                    name,
                    null,
                    "there may be several; write [[" + name + "]] and its keys below");
        }
        repeated.put(name, found);
        return found;
    }

    EnvironmentVariables environment() {
        return environment;
    }

    List<ScoringFunction> functions() {
        return functions;
    }

    @Nullable Flag flag(String key) {
        return flags.get(key);
    }

    /** Where a key of a table stands in the file. */
    String place(TomlTable table, String key) {
        var position = table.inputPositionOf(List.of(key));
        return position == null ? file : file + ":" + position.line();
    }

    void problem(
            @Nullable String place, @Nullable String key, @Nullable String value, String text) {
        problems.add(new ConfigProblem(place, key, value, text));
    }

    /** Takes in what a record found wrong with itself, and says where the key stands. */
    void problems(ConfigException found) {
        for (ConfigProblem problem : found.problems()) {
            String key = problem.key();
            problems.add(
                    new ConfigProblem(
                            key == null ? null : placeOf(key),
                            key,
                            problem.value(),
                            problem.text()));
        }
    }

    /** The whole of the sections; null when it refuses them, which is then among the problems. */
    @Nullable GatewayConfig whole(Supplier<GatewayConfig> supplier) {
        try {
            return supplier.get();
        } catch (ConfigException failure) {
            problems(failure);
            return null;
        }
    }

    private @Nullable String placeOf(String key) {
        Flag flag = flags.get(key);
        if (flag != null) {
            return flag.name();
        }
        int dot = key.lastIndexOf('.');
        return root.get(List.of(key.substring(0, dot).split("\\.", -1))) instanceof TomlTable table
                        && table.contains(List.of(key.substring(dot + 1)))
                ? place(table, key.substring(dot + 1))
                : null;
    }

    /** The configuration, unless something was wrong with what was read, or something was not. */
    GatewayConfig finish(@Nullable GatewayConfig config) {
        refuseUnknown();
        if (config == null || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /** Notes keys that nobody declares, of those that somebody said something about. */
    void refuseUnknown(Set<String> said) {
        Set<String> known = new TreeSet<>();
        sections.forEach((name, section) ->
                section.declared().keySet().forEach(key -> known.add(name + "." + key)));
        said.stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key ->
                        problem(
                                null,
                                null,
                                null,
                                "unknown key "
                                        + key
                                        + Spelling.closest(key, known)
                                                .map(guess -> "; did you mean " + guess + "?")
                                                .orElse("")));
    }

    private void refuseUnknown() {
        for (String name : root.keySet()) {
            Section section = sections.get(name);
            if (section != null) {
                section.refuseUnknown();
            } else if (repeated.containsKey(name)) {
                repeated.get(name).forEach(Section::refuseUnknown);
            } else {
                String guess = suggestion(name, sections.keySet());
                problem(
                        place(root, name),
                        null,
                        null,
                        root.isTable(List.of(name))
                                ? "unknown section [" + name + "]" + guess
                                : "unknown key " + name + "; every key stands in a section");
            }
        }
    }

    /** How an unknown name is to be mended. */
    static String suggestion(String word, Set<String> known) {
        return Spelling.closest(word, known)
                .map(guess -> "; did you mean " + guess + "?")
                .orElse("; known are " + String.join(", ", known));
    }

    /** Every key and what it is, in the order of the reference file; listeners last. */
    List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        sections.forEach((name, section) -> all.addAll(section.settings(name)));
        repeated.forEach((name, some) ->
                some.forEach(section ->
                        all.addAll(section.settings(name + "." + section.text("name", "")))));
        return all;
    }

    Map<String, Map<String, String>> knownKeys() {
        Map<String, Map<String, String>> known = new LinkedHashMap<>();
        sections.forEach((name, section) -> known.put(name, section.declared()));
        return known;
    }
}
