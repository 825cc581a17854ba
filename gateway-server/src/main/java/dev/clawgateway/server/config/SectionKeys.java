package dev.clawgateway.server.config;

import dev.clawgateway.server.config.source.Overrides.Flag;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.config.source.TomlText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * The keys of one table: what the file, a flag or the environment says of each, which were asked
 * for, what is in force, and where what is wrong with one stands.
 */
abstract sealed class SectionKeys permits Section {
    private final String name;
    private final @Nullable TomlTable table;
    private final ConfigReader reader;
    private final @Nullable String place;
    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Section> inner = new LinkedHashMap<>();

    SectionKeys(
            String name, @Nullable TomlTable table, ConfigReader reader, @Nullable String place) {
        this.name = name;
        this.table = table;
        this.reader = reader;
        this.place = place;
    }

    /** The value as given, with variables replaced; null when it is absent or unusable. */
    final @Nullable Object raw(String key, String defaultText) {
        Object given = given(key, defaultText);
        note(key, given == null ? defaultText : TomlText.of(given), null);
        return given;
    }

    /**
     * What is in force of it.
     *
     * @param content tells apart what is not shown; null where all is
     */
    final void note(String key, String value, @Nullable String content) {
        String where = reader.flag(fullName(key)) != null || has(key) ? placeOf(key) : null;
        settings.put(key, new Setting(fullName(key), value, where, content));
    }

    private @Nullable Object given(String key, String defaultText) {
        declared.put(key, defaultText);
        Flag flag = reader.flag(fullName(key));
        if (flag != null) {
            return flag.value();
        }
        Object written = table == null ? null : table.get(List.of(key));
        if (!(written instanceof String text)) {
            return written;
        }
        Set<String> missing = reader.environment().missing(text);
        if (missing.isEmpty()) {
            return reader.environment().expand(text);
        }
        String variables = String.join(", ", missing);
        // Without the value: what stands around the variable may be part of a secret.
        reader.problem(
                placeOf(key),
                fullName(key),
                null,
                "environment variable " + variables + " is not set; export it or change the value");
        return null;
    }

    /** The table of that name within this one, or an empty one. */
    final Section section(String key) {
        return inner.computeIfAbsent(key, _ -> reader.inner(fullName(key), table, key));
    }

    /** Whether the file has a table there, where it may have something else. */
    final boolean isTable(String key) {
        return table != null && table.isTable(List.of(key));
    }

    /** Whether the file says anything of it. */
    final boolean has(String key) {
        return table != null && table.contains(List.of(key));
    }

    /** What was read is not usable, whatever it is. */
    final void refuse(String key, String text) {
        reader.problem(has(key) ? placeOf(key) : place, fullName(key), null, text);
    }

    /** This value is not usable. */
    final void reject(String key, Object value, String text) {
        String shown =
                value instanceof String string ? TomlText.quoted(string) : String.valueOf(value);
        reader.problem(placeOf(key), fullName(key), shown, text);
    }

    /** The same of one that is not to be seen. */
    final void rejectHidden(String key, String text) {
        reader.problem(placeOf(key), fullName(key), null, text);
    }

    /** A record that may refuse what it is given; then the fallback stands in until the end. */
    final <T> T build(Supplier<T> supplier, T fallback) {
        try {
            return supplier.get();
        } catch (ConfigException failure) {
            reader.problems(failure);
            return fallback;
        }
    }

    private @Nullable String placeOf(String key) {
        Flag flag = reader.flag(fullName(key));
        if (flag != null) {
            return flag.name();
        }
        return table == null ? null : reader.place(table, key);
    }

    private String fullName(String key) {
        return name + "." + key;
    }

    final void refuseUnknown() {
        if (table == null) {
            return;
        }
        for (String key : table.keySet()) {
            Section within = inner.get(key);
            if (within != null) {
                within.refuseUnknown();
            } else if (!declared.containsKey(key)) {
                // Without the value: it may be a secret under a misspelt name.
                reader.problem(
                        reader.place(table, key),
                        null,
                        null,
                        "unknown key " + fullName(key) + suggestion(key));
            }
        }
    }

    private String suggestion(String key) {
        return ConfigReader.suggestion(key, declared.keySet());
    }

    /**
     * What is in force, in the order in which it was read.
     *
     * @param named in place of this section's name
     */
    final List<Setting> settings(String named) {
        return settings.entrySet().stream()
                .map(entry -> entry.getValue().under(named + "." + entry.getKey()))
                .toList();
    }

    final Map<String, String> declared() {
        return Collections.unmodifiableMap(declared);
    }
}
