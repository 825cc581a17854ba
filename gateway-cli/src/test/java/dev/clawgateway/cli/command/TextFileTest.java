package dev.clawgateway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    private static final String TEXT = "caf\u00e9";
    private static final String MARK = "\uFEFF";

    @TempDir private Path folder;

    @Test
    void readsWhatEditorsWrite() throws Exception {
        assertThat(TextFile.read("--file", file(TEXT, StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(TextFile.read("--file", file(MARK + TEXT, StandardCharsets.UTF_8)))
                .isEqualTo(TEXT);
        assertThat(TextFile.read("--file", file(MARK + TEXT, StandardCharsets.UTF_16LE)))
                .isEqualTo(TEXT);
        assertThat(TextFile.read("--file", file(MARK + TEXT, StandardCharsets.UTF_16BE)))
                .isEqualTo(TEXT);
        assertThat(TextFile.read("--file", file("", StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithOthers() throws Exception {
        Path latin = file(TEXT, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TextFile.read("--file", latin))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("--file: ")
                .hasMessageContaining("is not UTF-8 text");
        assertThatThrownBy(() -> TextFile.read("--file", folder))
                .hasMessageEndingWith("it is a folder");
    }

    private Path file(String text, Charset charset) throws Exception {
        return Files.write(folder.resolve("text"), text.getBytes(charset));
    }
}
