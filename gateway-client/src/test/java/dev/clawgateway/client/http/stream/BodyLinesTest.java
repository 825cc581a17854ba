package dev.clawgateway.client.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.http.wire.ReplyTimes;
import dev.clawgateway.client.http.wire.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyLinesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void endWithLineFeedCarriageReturnOrBoth() throws Exception {
        assertThat(lines("a\nb\r\nc\rd\n", "\r\n", "e\r", "\nf\n"))
                .containsExactly("a", "b", "c", "d", "", "e", "f");
    }

    @Test
    void areWholeOverPieces() throws Exception {
        assertThat(lines("gr", "\u00fc", "n\n")).containsExactly("gr\u00fcn");
    }

    @Test
    void areNoneWithoutAnEnd() throws Exception {
        assertThat(lines("a\nb")).containsExactly("a");
    }

    @Test
    void haveABound() {
        String megabyte = "x".repeat(1 << 20);

        assertThatThrownBy(() -> lines(megabyte, megabyte, megabyte, megabyte, megabyte))
                .hasMessageContaining("longer than any gateway's");
    }

    private static List<String> lines(String... parts) throws Exception {
        List<String> script = new ArrayList<>(List.of(parts));
        script.addFirst(ScriptedServer.endless("application/x-ndjson"));
        script.add(ScriptedServer.CLOSE);
        try (ScriptedServer server = ScriptedServer.overTcp();
                HttpCalls http = new HttpCalls(HttpAddresses.of(server.uri().toString()), LIMIT)) {
            server.answer(script.toArray(String[]::new));
            List<String> all = new ArrayList<>();
            try (BodyLines lines =
                    new BodyLines(
                            http.open(HttpAsked.of("GET", "/"), ReplyTimes.whole(LIMIT)).rest())) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    all.add(line);
                }
            }
            return all;
        }
    }
}
