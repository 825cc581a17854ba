package dev.clawgateway.server.config.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Values as they are written in a file. */
public final class TomlText {
    private TomlText() {}

    /** A value of any kind, on one line. */
    public static String of(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case TomlArray array ->
                    array.toList().stream()
                            .map(TomlText::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            case TomlTable table ->
                    table.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> quoted(entry.getKey()) + " = " + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
            default -> value.toString();
        };
    }

    /** What a program says, as it is in a file that was read. */
    public static Object value(Object said) {
        return switch (said) {
            case List<?> list -> {
                String text = list.stream().map(TomlText::of).collect(Collectors.joining(", "));
                TomlArray array = Toml.parse("list = [" + text + "]").getArray("list");
                yield array == null ? said : array;
            }
            case Integer number -> number.longValue();
            default -> said;
        };
    }

    /** A string in quotes. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
