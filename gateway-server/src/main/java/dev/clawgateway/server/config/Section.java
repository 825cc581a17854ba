package dev.clawgateway.server.config;

import dev.clawgateway.core.Spelling;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Overrides.Flag;
import dev.clawgateway.server.config.source.Secret;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.config.source.TomlText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One table of the file. Every accessor declares its key; when the value is unusable it notes why
 * and goes on with the default, so that all problems come out at once.
 */
final class Section {
    private static final Pattern ANYTHING = Pattern.compile(".+");

    private final String name;
    private final @Nullable TomlTable table;
    private final ConfigReader reader;
    private final @Nullable String place;
    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Section> inner = new LinkedHashMap<>();

    Section(String name, @Nullable TomlTable table, ConfigReader reader) {
        this(name, table, reader, null);
    }

    /**
     * One of several of the name.
     *
     * @param place where it stands
     */
    Section(String name, @Nullable TomlTable table, ConfigReader reader, @Nullable String place) {
        this.place = place;
        this.name = name;
        this.table = table;
        this.reader = reader;
    }

    boolean flag(String key, boolean defaultValue) {
        Object raw = raw(key, Boolean.toString(defaultValue));
        if (raw == null || raw instanceof Boolean) {
            return raw == null ? defaultValue : (Boolean) raw;
        }
        reject(key, raw, "must be true or false");
        return defaultValue;
    }

    /** Null where nobody said. */
    @Nullable Boolean optionalFlag(String key) {
        Object raw = raw(key, "");
        if (raw == null || raw instanceof Boolean) {
            return (Boolean) raw;
        }
        reject(key, raw, "must be true or false");
        return null;
    }

    int integer(String key, int defaultValue, int min, int max) {
        return (int) number(key, defaultValue, min, max);
    }

    long number(String key, long defaultValue, long min, long max) {
        Object raw = raw(key, Long.toString(defaultValue));
        if (raw == null) {
            return defaultValue;
        }
        if (raw instanceof Long given && given >= min && given <= max) {
            return given;
        }
        String range = "must be an integer from " + min + " to " + max;
        reject(key, raw, range + "; the default is " + defaultValue);
        return defaultValue;
    }

    /** Null unless given. */
    @Nullable Long optionalNumber(String key, long min, long max) {
        Object raw = raw(key, "");
        if (raw == null || (raw instanceof Long given && given >= min && given <= max)) {
            return (Long) raw;
        }
        reject(key, raw, "must be an integer from " + min + " to " + max);
        return null;
    }

    Duration seconds(String key, long defaultSeconds, long min, long max) {
        return Duration.ofSeconds(number(key, defaultSeconds, min, max));
    }

    /** A word out of the constants of an enum, in lower case. */
    <E extends Enum<E>> E choice(String key, E defaultValue) {
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        List<String> words = Arrays.stream(constants).map(Section::word).toList();
        return constants[words.indexOf(word(key, word(defaultValue), words))];
    }

    /** One of some words. */
    String word(String key, String defaultValue, List<String> words) {
        return parsed(
                key,
                quoted(defaultValue),
                defaultValue,
                text -> {
                    if (!words.contains(text)) {
                        throw new IllegalArgumentException(oneOf(text, words));
                    }
                    return text;
                });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String oneOf(String text, List<String> words) {
        return "must be one of "
                + String.join(", ", words)
                + Spelling.closest(text, words)
                        .map(guess -> "; did you mean " + guess + "?")
                        .orElse("");
    }

    ListenAddress address(String key, ListenAddress defaultValue) {
        return parsed(key, quoted(defaultValue.toString()), defaultValue, ListenAddress::parse);
    }

    String text(String key, String defaultValue) {
        return parsed(key, quoted(defaultValue), defaultValue, text -> text);
    }

    /** Null unless given. */
    @Nullable String optionalText(String key, Function<String, @Nullable String> checked) {
        return this.<@Nullable String>parsed(key, "", null, checked);
    }

    /** A table of words under names of any kind, each one of some; none unless given. */
    Map<String, String> wordsByName(String key, List<String> words) {
        Object raw = raw(key, "");
        if (raw == null) {
            return Map.of();
        }
        Map<String, String> found = new TreeMap<>();
        if (raw instanceof TomlTable given) {
            for (String named : given.keySet()) {
                Object word = given.get(List.of(named));
                if (word instanceof String text && words.contains(text)) {
                    found.put(named, text);
                } else {
                    reject(key, named + " = " + word, oneOf(String.valueOf(word), words));
                }
            }
        } else {
            reject(
                    key,
                    raw,
                    "must be a table, such as { \"staff\" = \"" + words.getFirst() + "\" }");
        }
        return found;
    }

    Path path(String key, Path defaultValue) {
        return parsed(key, quoted(defaultValue.toString()), defaultValue, Section::toPath);
    }

    @Nullable Path optionalPath(String key) {
        return this.<@Nullable Path>parsed(key, "", null, Section::toPath);
    }

    /** The same of a file that is read: what is in it belongs to the configuration. */
    @Nullable Path optionalFile(String key) {
        Path file = optionalPath(key);
        if (file != null) {
            note(key, quoted(file.toString()), Setting.digest(file));
        }
        return file;
    }

    private static Path toPath(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must name a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException failure) {
            throw new IllegalArgumentException("is not a path: " + failure.getReason(), failure);
        }
    }

    /** A list of words, each of a form; none unless given. */
    Set<String> words(String key, Pattern form, String problem) {
        Object raw = raw(key, "[]");
        if (raw == null) {
            return Set.of();
        }
        Set<String> words = new LinkedHashSet<>();
        if (raw instanceof TomlArray array) {
            for (Object element : array.toList()) {
                if (element instanceof String text && form.matcher(text).matches()) {
                    words.add(text);
                } else {
                    reject(key, element, problem);
                }
            }
        } else {
            reject(key, raw, "must be a list of strings");
        }
        return words;
    }

    /** A list of texts, in its order. */
    List<String> texts(String key, List<String> defaultTexts) {
        String shown =
                defaultTexts.stream()
                        .map(TomlText::quoted)
                        .collect(Collectors.joining(", ", "[", "]"));
        Object raw = raw(key, shown);
        if (raw == null) {
            return defaultTexts;
        }
        List<String> texts = new ArrayList<>();
        if (raw instanceof TomlArray array) {
            for (Object element : array.toList()) {
                if (element instanceof String text) {
                    texts.add(text);
                } else {
                    reject(key, element, "must be a string in quotes");
                }
            }
        } else {
            reject(key, raw, "must be a list of strings");
        }
        return texts;
    }

    /** A list of networks or single addresses; none unless given. */
    List<AddressRange> ranges(String key) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : words(key, ANYTHING, "must be addresses such as 10.0.0.0/8")) {
            try {
                ranges.add(AddressRange.parse(text));
            } catch (IllegalArgumentException failure) {
                reject(key, text, String.valueOf(failure.getMessage()));
            }
        }
        return ranges;
    }

    /** A secret is never shown, not even when it is at fault. */
    @Nullable Secret secret(String key) {
        Object raw = raw(key, "");
        if (raw == null) {
            return null;
        }
        note(key, Setting.HIDDEN, Setting.digest(raw.toString()));
        if (raw instanceof String text && !text.isBlank()) {
            return new Secret(text);
        }
        reader.problem(placeOf(key), fullName(key), null, "must be a string that is not empty");
        return null;
    }

    private <T extends @Nullable Object> T parsed(
            String key, String defaultText, T defaultValue, Function<String, T> parser) {
        Object raw = raw(key, defaultText);
        if (raw == null) {
            return defaultValue;
        }
        if (!(raw instanceof String text)) {
            reject(key, raw, "must be a string in quotes");
            return defaultValue;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException failure) {
            reject(key, raw, String.valueOf(failure.getMessage()));
            return defaultValue;
        }
    }

    /** A record that may refuse what it is given; then the fallback stands in until the end. */
    <T> T build(Supplier<T> supplier, T fallback) {
        try {
            return supplier.get();
        } catch (ConfigException failure) {
            reader.problems(failure);
            return fallback;
        }
    }

    /** The value as given, with variables replaced; null when it is absent or unusable. */
    private @Nullable Object raw(String key, String defaultText) {
        Object given = given(key, defaultText);
        note(key, given == null ? defaultText : TomlText.of(given), null);
        return given;
    }

    private void note(String key, String value, @Nullable String content) {
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
    Section section(String key) {
        return inner.computeIfAbsent(key, _ -> reader.inner(fullName(key), table, key));
    }

    /** Whether the file has a table there, where it may have something else. */
    boolean isTable(String key) {
        return table != null && table.isTable(List.of(key));
    }

    /** Whether the file says anything of it. */
    boolean has(String key) {
        return table != null && table.contains(List.of(key));
    }

    /** What was read is not usable, whatever it is. */
    void refuse(String key, String text) {
        reader.problem(has(key) ? placeOf(key) : place, fullName(key), null, text);
    }

    private void reject(String key, Object value, String text) {
        String shown = value instanceof String string ? quoted(string) : String.valueOf(value);
        reader.problem(placeOf(key), fullName(key), shown, text);
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

    static String quoted(String text) {
        return TomlText.quoted(text);
    }

    void refuseUnknown() {
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
    List<Setting> settings(String named) {
        return settings.entrySet().stream()
                .map(entry -> entry.getValue().under(named + "." + entry.getKey()))
                .toList();
    }

    Map<String, String> declared() {
        return Collections.unmodifiableMap(declared);
    }
}
