package dev.clawgateway.server.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.config.source.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTableTest {
    private static final Path MANUAL = Path.of("..", "docs", "configuration.md");

    @TempDir private Path folder;

    @Test
    void hasEveryKeyAndNoOther() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("gateway.toml"),
                        "[[listener]]\nname = \"more\"\nbind_address = \"127.0.0.1:7\"\n");

        Set<String> known =
                ConfigLoader.read(file, Overrides.NONE, Map.of()).settings().stream()
                        .map(Setting::key)
                        .map(key -> key.replace("listener.more.", "listener."))
                        .collect(Collectors.toSet());

        assertThat(without(known, KeyTable.all().keySet())).as("not in KeyTable").isEmpty();
        assertThat(without(KeyTable.all().keySet(), known)).as("no such key").isEmpty();
    }

    /** Between two marks of the manual, every key in backticks. */
    @Test
    void isInTheManual() throws IOException {
        String manual = Files.readString(MANUAL);
        String atRestart = between(manual, "<!-- at restart -->", "<!-- where set -->");
        String whereSet = between(manual, "<!-- where set -->", "<!-- end -->");

        expectSame(keys(atRestart), inTable(TakesEffect.AT_RESTART));
        expectSame(keys(whereSet), inTable(TakesEffect.AT_ONCE_WHERE_SET));
    }

    private static void expectSame(Set<String> manual, Set<String> table) {
        assertThat(without(table, manual)).as("missing in the manual").isEmpty();
        assertThat(without(manual, table)).as("too much in the manual").isEmpty();
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static String between(String text, String from, String to) {
        assertThat(text.contains(from) && text.contains(to)).as("marks of the manual").isTrue();
        return text.substring(text.indexOf(from), text.indexOf(to));
    }

    private static Set<String> keys(String text) {
        return Pattern.compile("`([a-zA-Z_.]+)`")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> inTable(TakesEffect when) {
        return KeyTable.all().entrySet().stream()
                .filter(entry -> entry.getValue() == when)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
