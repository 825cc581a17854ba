package dev.clawgateway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequestReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text goes in and out unharmed, and half a character can poison nobody's reply. */
class UnicodeTest {
    private static final String HIGH = "\uD83D";
    private static final String LOW = "\uDE00";

    @Test
    void wholeCharactersSurvive() throws JsonFormatException {
        String text = "é 漢 " + HIGH + LOW + " \u0000\u0007\u2028\"\\/";
        CliRequest request = new CliRequest.Hello(text, 1);

        byte[] utf8 = ClawCodec.writeUtf8(request);

        assertThat(CliRequestReader.FAMILY.read(JsonTree.parse(utf8, 0, utf8.length)))
                .isEqualTo(request);
        assertThat(ClawCodec.readRequest(new String(utf8, StandardCharsets.UTF_8)))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud83db", "\\ud83d\\ud83d"})
    void halfACharacterIsRefusedWhereverItStands(String escape) {
        String value = "{\"type\":\"get_status\",\"x\":[\"" + escape + "\"]}";
        String name = "{\"type\":\"get_status\",\"" + escape + "\":1}";

        assertThatThrownBy(() -> ClawCodec.readRequest(value))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("x[0]: must be Unicode text, has half a surrogate pair");
        assertThatThrownBy(() -> ClawCodec.readRequest(name))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageEndingWith("must be Unicode text, has half a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "abc,abc", "é,é"})
    void soundTextIsNotCopied(String text, String same) {
        assertThat(Unicode.repaired(text)).isSameAs(text).isEqualTo(same);
    }

    @Test
    void brokenTextIsRepairedWhenWritten() throws JsonFormatException {
        String broken = HIGH + "a" + LOW + HIGH + LOW + HIGH;

        CliRequest read = ClawCodec.readRequest(ClawCodec.write(new CliRequest.Hello(broken, 1)));

        assertThat(read)
                .isEqualTo(new CliRequest.Hello("\uFFFDa\uFFFD" + HIGH + LOW + "\uFFFD", 1));
    }
}
