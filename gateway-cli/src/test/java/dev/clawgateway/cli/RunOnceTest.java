package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.Relay.Fate;
import dev.clawgateway.cli.command.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} submits is there once, or it says that it does not know. */
class RunOnceTest {
    private static final String SUBMISSION = "POST /api/v1/workloads";

    /** A connection begins with an upgrade, then hello: so that is what comes after both. */
    private static final int FIRST_REQUEST = 2;

    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
        gateway.startFleet(1, 4);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void asksAgainWhereTheAnswerIsLost() throws Exception {
        AtomicInteger submissions = new AtomicInteger();

        Ended run =
                through((sent, _) ->
                        sent.startsWith(SUBMISSION) && submissions.incrementAndGet() <= 2
                                ? Fate.UNANSWERED
                                : Fate.PASSED_ON);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce("asking again");
        assertThat(submissions).hasValue(3);
        assertThat(workloads()).hasSize(1);
        assertThat(run.out()).startsWith(workloads().getFirst().split(" ", -1)[0]);
    }

    @Test
    void submitsWhereNoHttpIsSpokenButSessions() throws Exception {
        Ended run = through((sent, _) -> isHttp(sent) ? Fate.DROPPED : Fate.PASSED_ON);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(workloads()).hasSize(1);
    }

    @Test
    void saysThatItDoesNotKnowWhereNothingCanBeAskedAgain() throws Exception {
        Ended run =
                through((sent, number) ->
                        isHttp(sent)
                                ? Fate.DROPPED
                                : number == FIRST_REQUEST ? Fate.UNANSWERED : Fate.PASSED_ON);

        assertThat(run.code()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
        assertThat(run.err()).contains("outcome unknown");
        assertThat(workloads()).hasSize(1);
    }

    private static boolean isHttp(String sent) {
        return sent.contains(" HTTP/1.1\r\n")
                && !sent.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
    }

    private Ended through(Relay.Rule rule) throws Exception {
        try (Relay relay = new Relay(URI.create(gateway.url()).getPort(), rule)) {
            return gateway.ended(
                    List.of("run", "--detach", "--gateway", relay.url(), "--", "work"));
        }
    }

    private List<String> workloads() {
        return gateway.line("workload list --all").out().lines().skip(1).toList();
    }
}
