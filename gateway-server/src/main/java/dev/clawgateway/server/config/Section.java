package dev.clawgateway.server.config;

import dev.clawgateway.core.Spelling;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Secret;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.config.source.TomlText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One table of the file: its values, each of the kind that it is to be. Every accessor declares its
 * key; when the value is unusable it notes why and goes on with the default, so that all problems
 * come out at once.
 */
final class Section extends SectionKeys {
    private static final Pattern ANYTHING = Pattern.compile(".+");

    Section(String name, @Nullable TomlTable table, ConfigReader reader) {
        this(name, table, reader, null);
    }

    /**
     * One of several of the name.
     *
     * @param place where it stands
     */
    Section(String name, @Nullable TomlTable table, ConfigReader reader, @Nullable String place) {
        super(name, table, reader, place);
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
        rejectHidden(key, "must be a string that is not empty");
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

    static String quoted(String text) {
        return TomlText.quoted(text);
    }
}
