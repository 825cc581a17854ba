package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final LineSplitter splitter = new LineSplitter();

    @Test
    void joinsWhatComesInPieces() {
        assertThat(feed("ab")).isEmpty();
        assertThat(feed("c\nde")).containsExactly("abc");
        assertThat(splitter.rest()).containsExactly("de");
        assertThat(splitter.rest()).isEmpty();
    }

    @Test
    void takesBothLineEnds() {
        assertThat(feed("a\r\nb\n\r")).containsExactly("a", "b");
        assertThat(feed("\nc\n")).containsExactly("", "c");
    }

    @Test
    void keepsWhatATerminalWouldShow() {
        assertThat(feed("10%\r20%\r30%\n")).containsExactly("30%");
        feed("40%\r50%\r");
        assertThat(splitter.overwritten()).containsExactly("50%");
        feed("prompt: ");
        assertThat(splitter.overwritten()).isEmpty();
    }

    @Test
    void cutsLongLinesBetweenCharacters() {
        String line = "x".repeat(LineSplitter.MAX_BYTES - 1) + "é".repeat(10);

        List<String> lines = feed(line + "\nnext\n");

        assertThat(lines)
                .containsExactly("x".repeat(LineSplitter.MAX_BYTES - 1) + " [cut]", "next");
    }

    @Test
    void replacesWhatIsNotUtf8() {
        byte[] bytes = {'a', (byte) 0xFF, 'b', (byte) 0xC3, '\n'};

        assertThat(splitter.feed(bytes, bytes.length)).containsExactly("a\uFFFDb\uFFFD");
    }

    private List<String> feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return splitter.feed(bytes, bytes.length);
    }
}
