package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many submissions by one request, a line each, and stops of all that a selector holds for. */
class SubmissionFilesTest extends ApiFixture {
    private static final String SPEC =
            "'spec':{'image':'process','command':['run'],'env':{},'gpu_count':1,'memory_mb':0,"
                    + "'cpu_cores':0,'labels':{'run':'a'}}";
    private static final String LINE = "{" + SPEC + "}\n";

    @Test
    void answersEachLineForItselfAndInOrder() throws Exception {
        List<JsonNode> answers =
                file("{'key':'mine'," + SPEC + "}\n{'spec':7}\nnot json\r\n\n" + LINE, "");

        assertThat(answers).extracting(one -> one.path("line").asInt()).containsExactly(1, 2, 3, 5);
        assertThat(answers)
                .extracting(one -> one.path("status").asInt())
                .containsExactly(201, 400, 400, 201);
        assertThat(answers.getFirst().path("key").asString()).isEqualTo("mine");
        assertThat(answers.getFirst().path("state").asString()).isEqualTo("pending");
        assertThat(answers.get(1).path("problem").path("code").asString())
                .isEqualTo("invalid_request");
        assertThat(answers.get(1).path("problem").path("detail").asString()).startsWith("/spec: ");
        assertThat(gateway.view().workloads()).hasSize(2);
    }

    @Test
    void takesNoLastLineThatIsCutOff() throws Exception {
        String text = LINE + LINE;

        List<JsonNode> answers = file(text.substring(0, text.length() - 3), "");

        assertThat(answers).extracting(one -> one.path("status").asInt()).containsExactly(201, 400);
        assertThat(answers.getLast().path("problem").path("detail").asString())
                .isEqualTo("the last line is cut off; nothing of it was taken");
        assertThat(gateway.view().workloads()).hasSize(1);
    }

    @Test
    void aFileThatIsSentAgainGivesTheSameIds() throws Exception {
        String text = "{'key':'own'," + SPEC + "}\n" + LINE + LINE;

        List<String> first = ids(file(text, "night-7"));
        List<String> second = ids(file(text, "night-7"));

        assertThat(first).doesNotHaveDuplicates().hasSize(3);
        assertThat(second).isEqualTo(first);
        assertThat(gateway.view().workloads()).hasSize(3);
    }

    /** And a file of which only a part arrived goes on where it was cut off. */
    @Test
    void theRestOfAFileIsTakenWithTheWhole() throws Exception {
        List<String> part = ids(file(LINE + LINE, "night-7"));
        List<String> whole = ids(file(LINE + LINE + LINE, "night-7"));

        assertThat(whole).hasSize(3).startsWith(part.toArray(String[]::new));
        assertThat(gateway.view().workloads()).hasSize(3);
    }

    @Test
    void aLineThatIsAnotherUnderItsKeyIsRefusedAlone() throws Exception {
        file(LINE + LINE, "night-7");
        List<JsonNode> answers = file(LINE + LINE.replace("'a'", "'b'"), "night-7");

        assertThat(answers).extracting(one -> one.path("status").asInt()).containsExactly(201, 409);
        assertThat(answers.getLast().path("problem").path("code").asString())
                .isEqualTo("idempotency_mismatch");
    }

    @Test
    void aKeyThatIsNoneIsToldOfItsLine() throws Exception {
        List<JsonNode> answers = file("{'key':'a b'," + SPEC + "}\n", "");

        assertThat(answers.getFirst().path("problem").path("detail").asString())
                .isEqualTo("/key: must be of visible ASCII, without blanks");
    }

    @Test
    void takesThousands() throws Exception {
        int lines = 5000;

        List<JsonNode> answers = file(LINE.repeat(lines), "");

        assertThat(answers).hasSize(lines).allMatch(one -> one.path("status").asInt() == 201);
        assertThat(answers)
                .extracting(one -> one.path("line").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, lines).boxed().toList());
        assertThat(ids(answers)).doesNotHaveDuplicates();
    }

    @Test
    void refusesAFileThatIsTooLong() throws Exception {
        Reply reply = send(" ".repeat((16 << 20) + 1), "");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(gateway.view().workloads()).isEmpty();
    }

    @Test
    void stopsWhatASelectorHoldsForOnceItIsCounted() throws Exception {
        file(LINE + LINE + LINE.replace("'a'", "'b'"), "");
        String selector = "{'selector':{'labels':{'run':'a'}},'expected_count':";

        Reply counted = api.post("/workloads/stop?dry_run=true", selector + "0}");
        Reply changed = api.post("/workloads/stop", selector + "1}");
        Reply stopped = api.post("/workloads/stop", selector + "2}");

        assertThat(counted.body().path("count").asInt()).isEqualTo(2);
        assertThat(counted.body().path("dry_run").asBoolean()).isTrue();
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text("detail")).startsWith("the selector holds for 2 workloads by now");
        assertThat(stopped.body().path("count").asInt()).isEqualTo(2);
        assertThat(api.get("/workloads?state=stopped").body().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void takesNoEmptySelector() throws Exception {
        assertThat(api.post("/workloads/stop", "{'selector':{}}").status()).isEqualTo(400);
    }

    private static List<String> ids(List<JsonNode> answers) {
        return answers.stream()
                .map(one -> one.path("workload_id").asString(""))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<JsonNode> file(String text, String key) throws Exception {
        Reply reply = send(text, key);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        return new String(reply.bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private Reply send(String text, String key) throws Exception {
        return key.isEmpty()
                ? api.post("/workloads", text, "Content-Type", "application/x-ndjson")
                : api.post(
                        "/workloads",
                        text,
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        key);
    }
}
