package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the manual shows is what is compiled here. */
final class ManualTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- (examples/\\S+) -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void showsTheExamplesAsTheyAre() throws Exception {
        String manual = Files.readString(ROOT.resolve("docs").resolve("embedding.md"));
        Matcher shown = SHOWN.matcher(manual);
        List<String> files = new ArrayList<>();
        while (shown.find()) {
            assertThat(shown.group(2))
                    .as(shown.group(1))
                    .isEqualTo(Files.readString(ROOT.resolve(shown.group(1))));
            files.add(Path.of(shown.group(1)).getFileName().toString());
        }

        assertThat(files)
                .contains(
                        "EmbeddedExample.java",
                        "CoolestRack.java",
                        "dev.clawgateway.plugin.ScoringFunction");
    }

    @Test
    void showsTheClientWordForWord() throws Exception {
        String source = Files.readString(Path.of("src/main/java/com/example/ClientExample.java"));
        int begin = source.indexOf("// begin\n") + "// begin\n".length();
        String shown =
                source.substring(begin, source.indexOf("        // end"))
                        .stripTrailing()
                        .stripIndent();

        for (String page : List.of("docs/api.md", "README.md")) {
            assertThat(Files.readString(ROOT.resolve(page))).as(page).contains(shown);
        }
    }
}
