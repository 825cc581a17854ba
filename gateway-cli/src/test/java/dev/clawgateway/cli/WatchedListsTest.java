package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Lists that are watched show what there is, then what becomes of it, until nobody reads. */
class WatchedListsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
        gateway.startFleet(3, 4);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void showsNodesThenWhatBecomesOfThem() throws Exception {
        Watching list = new Watching("node", "list", "--watch");
        list.awaitLines(4);
        assertThat(list.lines().getFirst()).startsWith("NAME ");
        assertThat(names(list)).containsExactly("node-0", "node-1", "node-2");

        gateway.done("node cordon node-1 --reason disk");
        list.awaitLines(5);
        assertThat(list.lines().getLast()).matches("node-1 .*cordoned.*");

        list.closeAnd(() -> gateway.done("node uncordon node-1"));
    }

    @Test
    void tellsWhatIsMeantNoMore() throws Exception {
        gateway.done("node cordon node-1 --reason disk");
        Watching list = new Watching("node", "list", "--watch", "--cordoned", "--output", "json");
        list.awaitLines(1);
        assertThat(list.lines().getFirst()).contains("\"name\":\"node-1\"");

        gateway.done("node cordon node-0 --reason disk");
        list.awaitLines(2);
        gateway.done("node uncordon node-1");
        await().atMost(LIMIT).until(() -> list.err().contains("node-1 is gone, or is not meant"));
        assertThat(list.lines()).hasSize(2);
        list.closeAnd(() -> gateway.done("node cordon node-2"));
    }

    @Test
    void showsWorkloadsThenWhatBecomesOfThem() throws Exception {
        gateway.done("run --name old --gpus 1 --detach -- work");
        Watching list = new Watching("workload", "list", "--watch");
        list.awaitLines(2);
        assertThat(list.lines().getLast()).contains("old");

        gateway.done("run --name new --gpus 1 --detach -- work");
        await().atMost(LIMIT).until(() -> list.lines().getLast().matches(".* new +running .*"));
        list.closeAnd(() -> gateway.done("workload stop old"));
    }

    private static List<String> names(Watching list) {
        return list.lines().stream().skip(1).map(line -> line.split(" ", -1)[0]).toList();
    }

    /** A command that goes on. */
    private final class Watching {
        private final StringWriter err = new StringWriter();
        private final Pipe out = new Pipe();
        private final CompletableFuture<Integer> code;

        Watching(String... words) {
            CommandLine line = ClawGateway.commandLine(Map.of(), folder);
            line.setOut(new PrintWriter(out, true));
            line.setErr(new PrintWriter(err, true));
            String[] all = new String[words.length + 2];
            System.arraycopy(words, 0, all, 0, words.length);
            all[words.length] = "--gateway";
            all[words.length + 1] = gateway.url();
            code = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> code.complete(line.execute(all)));
        }

        void awaitLines(int count) {
            await().atMost(LIMIT).until(() -> lines().size() >= count);
        }

        List<String> lines() {
            return out.text().lines().toList();
        }

        String err() {
            return err.toString();
        }

        /** Nobody reads any more, which shows at the next line. */
        void closeAnd(Runnable change) throws Exception {
            out.closed = true;
            change.run();
            assertThat(code.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
        }
    }

    /** Keeps what is printed until nobody reads any more. */
    private static final class Pipe extends Writer {
        private final StringWriter text = new StringWriter();
        private volatile boolean closed;

        String text() {
            return text.toString();
        }

        @Override
        public void write(char[] some, int from, int length) throws IOException {
            if (closed) {
                throw new IOException("Broken pipe");
            }
            text.write(some, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
