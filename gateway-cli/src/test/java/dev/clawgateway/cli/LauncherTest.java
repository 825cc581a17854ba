package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the script that starts the program to the commands there are. */
class LauncherTest {
    private static final Set<String> STAYS_UP = Set.of("agent", "simulate", "demo");

    @Test
    void everyCommandThatAsksOneQuestionStartsQuickly() throws Exception {
        String script = Files.readString(Path.of("src", "main", "dist", "bin", "claw-gateway"));
        Set<String> commands = new TreeSet<>(ClawGateway.commandLine().getSubcommands().keySet());
        commands.removeAll(STAYS_UP);

        assertThat(words(script, "(status [^)]*)\\)")).containsAll(commands);
        assertThat(words(script, "(agent [^)]*)\\)")).containsAll(STAYS_UP);
    }

    private static Set<String> words(String script, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(script);
        assertThat(found.find()).isTrue();
        return new TreeSet<>(Set.of(found.group(1).replace("\\", " ").trim().split("[ |\n]+")));
    }
}
