package dev.clawgateway.server.dialect.api.stream;

import static dev.clawgateway.server.dialect.api.stream.StreamClient.SSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.check.Histories;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of a gateway, over restarts, and over a folder that somebody has put back by hand. */
@Timeout(180)
class HistoryRoutesTest {
    private static final int MAX_EVENTS = 1000;

    @TempDir private Path folder;
    private TestGateway gateway;
    private ApiClient api;
    private int declared;

    @BeforeEach
    void start() throws Exception {
        startOver("data");
        declare(3);
    }

    @AfterEach
    void stop() {
        api.close();
        gateway.close();
    }

    private void startOver(String name) throws IOException {
        RocksStore store = RocksStore.open(StoreFolder.under(folder.resolve(name)), MAX_EVENTS);
        int known = store.load().continuity().lineage().reigns().size();
        gateway = new TestGateway(TestGatewayOptions.standard().with(store));
        api = new ApiClient(gateway);
        await().until(() -> gateway.view().lineage().reigns().size() > known);
    }

    private void restartOver(String name) throws IOException {
        stop();
        startOver(name);
    }

    /** What somebody does who has no backup but the files. */
    private void copy(String from, String to) throws IOException {
        stop();
        Path source = folder.resolve(from);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(to).resolve(source.relativize(file)));
            }
        }
        startOver(from);
    }

    private void declare(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            declared++;
            assertThat(api.post("/clusters", "{'name':'c" + declared + "'}").status())
                    .isEqualTo(201);
        }
    }

    private String history() throws Exception {
        return api.get("/workloads").header(Histories.HEADER);
    }

    private long newest() throws Exception {
        return api.get("/events").body().path("newest").asLong();
    }

    @Test
    void numbersGoOnOverARestart() throws Exception {
        String history = history();
        long newest = newest();
        String cursor = cursor();
        assertThat(history).isNotEmpty();

        restartOver("data");
        declare(2);

        assertThat(history()).isNotEmpty().isNotEqualTo(history);
        assertThat(api.get("/clusters?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(events(newest, history).status()).isEqualTo(200);
        assertThat(events(newest, history).at("/items/0/id")).isEqualTo(Long.toString(newest + 1));
    }

    @Test
    void keysThatAProcessKeptAreNotTakenForNewOnesByTheNext() throws Exception {
        String history = history();
        assertThat(invokedUnderAKey(history).status()).as("no such node").isEqualTo(404);

        restartOver("data");

        assertThat(invokedUnderAKey(history).text("code")).isEqualTo("gone");
        assertThat(invokedUnderAKey(history()).status()).isEqualTo(404);
    }

    private Reply invokedUnderAKey(String history) throws Exception {
        return api.post(
                "/nodes/nobody/invoke",
                "{'command':'echo'}",
                "Idempotency-Key",
                "k",
                Histories.HEADER,
                history);
    }

    @Test
    void numbersThatWereGivenOutSinceAFolderWasCopiedAreOfAnotherHistory() throws Exception {
        copy("data", "copy");
        long shared = newest();
        declare(3);
        String history = history();
        long lost = newest();
        String cursor = cursor();

        restartOver("copy");
        declare(6);

        assertThat(newest()).as("so the number alone says nothing").isGreaterThan(lost);
        assertThat(events(lost, history).status()).isEqualTo(410);
        assertThat(events(lost, history).text("code")).isEqualTo("gone");
        assertThat(events(shared, history()).status()).isEqualTo(200);
        assertThat(api.get("/clusters?limit=1&cursor=" + cursor).status()).isEqualTo(410);
        try (StreamClient stream =
                new StreamClient(
                        gateway,
                        "/events",
                        SSE,
                        "Last-Event-ID",
                        Long.toString(lost),
                        Histories.HEADER,
                        history)) {
            assertThat(stream.status()).isEqualTo(410);
        }
    }

    @Test
    void changesAreNotMeantForRevisionsOfAnotherHistory() throws Exception {
        copy("data", "copy");
        declare(1);
        String history = history();

        restartOver("copy");
        declare(2);

        Reply first = api.get("/clusters?limit=1");
        String name = first.at("/0/name");
        String revision = first.at("/0/revision");
        Reply refused =
                api.send(
                        "DELETE",
                        "/clusters/" + name,
                        "",
                        "If-Match",
                        revision,
                        Histories.HEADER,
                        history);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(
                        api.send(
                                        "DELETE",
                                        "/clusters/" + name,
                                        "",
                                        "If-Match",
                                        revision,
                                        Histories.HEADER,
                                        history())
                                .status())
                .isEqualTo(204);
    }

    /** It would be refused in any history. */
    @Test
    void bodiesThatAreWrongInThemselvesAreSaidToBeSoFirst() throws Exception {
        assertThat(changed("1000001").text("detail")).startsWith("/weight: ");
        assertThat(changed("1").text("code")).isEqualTo("gone");
    }

    private Reply changed(String weight) throws Exception {
        return api.send(
                "PUT",
                "/clusters/c1",
                "{\"weight\":" + weight + "}",
                "If-Match",
                "509",
                Histories.HEADER,
                "75-b3eb00f9");
    }

    private Reply events(long after, String history) throws Exception {
        return api.get("/events?after=" + after, Histories.HEADER, history);
    }

    private String cursor() throws Exception {
        String link = api.get("/clusters?limit=1").header("Link");
        return link.replaceAll(".*cursor=([^>&]*).*", "$1");
    }
}
