package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code config/gateway.toml} and {@code docs/configuration.md} to the code, both ways. */
class ReferenceFileTest {
    private static final Path REFERENCE = Path.of("..", "config", "gateway.toml");
    private static final Path MANUAL = Path.of("..", "docs", "configuration.md");
    private static final Pattern SECTION = Pattern.compile("\\[([a-zA-Z_.]+)]");
    private static final Pattern VALUE = Pattern.compile("([a-zA-Z_]+) = (.+)");
    private static final Pattern EXAMPLE = Pattern.compile("# ([a-zA-Z_]+) = .+");
    private static final Pattern MANUAL_ROW =
            Pattern.compile("\\| `([a-zA-Z_.]+)\\.([a-zA-Z_]+)` \\| ([^|]*) \\| [^|]+ \\|");

    @Test
    void referenceNamesEveryKeyWithItsDefaultAndNoOther() throws IOException {
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        for (String line : Files.readAllLines(REFERENCE)) {
            Matcher header = SECTION.matcher(line);
            Matcher value = VALUE.matcher(line);
            Matcher example = EXAMPLE.matcher(line);
            if (header.matches()) {
                section = new LinkedHashMap<>();
                written.put(header.group(1), section);
            } else if (value.matches()) {
                section.put(value.group(1), value.group(2));
            } else if (example.matches()) {
                section.put(example.group(1), "");
            }
        }

        Map<String, Map<String, String>> known = ConfigLoader.knownKeys();

        assertThat(written).isEqualTo(known);
    }

    @Test
    void referenceIsReadAsTheDefaults() {
        GatewayConfig read = ConfigLoader.load(REFERENCE, Overrides.NONE, Map.of());

        assertThat(read).isEqualTo(ConfigLoader.load(null, Overrides.NONE, Map.of()));
    }

    @Test
    void manualListsEveryKeyWithItsDefaultAndNoOther() throws IOException {
        List<String> written = new ArrayList<>();
        for (String line : Files.readAllLines(MANUAL)) {
            Matcher row = MANUAL_ROW.matcher(line);
            if (row.matches()) {
                String value = row.group(3).replace("`", "");
                written.add(row.group(1) + "." + row.group(2) + " " + value);
            }
        }

        List<String> known = new ArrayList<>();
        ConfigLoader.knownKeys()
                .forEach((section, keys) ->
                        keys.forEach((key, value) ->
                                known.add(
                                        section
                                                + "."
                                                + key
                                                + " "
                                                + (value.isEmpty() ? "none" : value))));

        assertThat(written).containsExactlyElementsOf(known);
    }
}
