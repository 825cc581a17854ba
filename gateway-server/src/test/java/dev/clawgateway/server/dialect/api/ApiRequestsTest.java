package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every operation: how requests are held to the contract, and answers are sent. */
class ApiRequestsTest extends ApiFixture {
    private static final String CAN_I = "/access/can-i";

    @Test
    void showsItsContractToProgramsAndToPeople() throws Exception {
        Reply document = api.get("/openapi.json");
        assertThat(document.text("openapi")).startsWith("3.1");
        assertThat(document.header("ETag")).isNotEmpty();

        Reply page = api.get("/docs");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(new String(page.bytes(), StandardCharsets.UTF_8)).doesNotContain("<script");
    }

    @Test
    void sendsNothingTwiceThatTheClientHas() throws Exception {
        String tag = api.get("/openapi.json").header("ETag");

        assertThat(api.get("/openapi.json", "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(api.get("/openapi.json", "If-None-Match", "\"a\", W/" + tag).status())
                .isEqualTo(304);
        assertThat(api.get("/openapi.json", "If-None-Match", "\"another\"").status())
                .isEqualTo(200);
    }

    @Test
    void compressesForWhoeverAsksAndKnowsItsTagInAnyEncoding() throws Exception {
        Reply plain = api.get("/openapi.json");
        Reply packed = api.get("/openapi.json", "Accept-Encoding", "br, gzip;q=0.5");

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.bytes()).hasSizeLessThan(plain.bytes().length / 2);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.bytes());
        }
        String tag = packed.header("ETag");
        assertThat(tag).isNotEqualTo(plain.header("ETag"));
        assertThat(api.get("/openapi.json", "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(
                        api.get("/openapi.json", "Accept-Encoding", "gzip;q=0")
                                .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        Reply head = api.send("HEAD", "/openapi.json", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(api.get("/openapi.json").header("ETag"));
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void namesAPathThatIsTooLongToBeShownWhole() throws Exception {
        String path = "/" + "a".repeat(199 - "/api/v1/".length()) + "%F0%9F%98%80";

        Reply reply = api.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("instance")).endsWith("a...");
    }

    @Test
    void refusesParametersThatItDoesNotKnow() throws Exception {
        Reply reply = api.get("/access/can-i?virtualcluster=a");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("invalid_request");
        assertThat(reply.text("detail"))
                .isEqualTo(
                        "unknown query parameter \"virtualcluster\"; known here: virtual_cluster");
    }

    @Test
    void refusesParametersOutOfBoundsAndGivenTwice() throws Exception {
        assertThat(api.get("/access/can-i?virtual_cluster=" + "a".repeat(254)).text("detail"))
                .startsWith("virtual_cluster: must be a text of 0 to 253 characters, was \"aaa");
        assertThat(api.get("/access/can-i?virtual_cluster=a&virtual_cluster=b").text("detail"))
                .isEqualTo("virtual_cluster: must be given once, is given 2 times");
    }

    @Test
    void tellsAllThatIsWrongWithABodyAtOnce() throws Exception {
        Reply reply = api.post(CAN_I, "{'operations':'x','node':7}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body().path("errors"))
                .containsExactlyInAnyOrder(
                        problem("/operation", "must be there, is missing"),
                        problem("/operations", "is unknown here"),
                        problem("/node", "must be a string or null, was 7"));
        assertThat(reply.text("error")).isEqualTo(reply.text("detail"));
    }

    private static JsonNode problem(String pointer, String detail) {
        return JsonMapper.shared().createObjectNode().put("pointer", pointer).put("detail", detail);
    }

    @Test
    void refusesBodiesThatAreNoStrictJson() throws Exception {
        assertThat(api.post(CAN_I, "{'operation':'a','operation':'b'}").text("detail"))
                .contains("operation: must appear once, appears again");
        assertThat(api.post(CAN_I, "{'operation':").text("detail")).contains("must be JSON");
        assertThat(api.post(CAN_I, "[".repeat(40)).status()).isEqualTo(400);
        assertThat(api.post(CAN_I, "").text("detail")).contains("was empty");
    }

    @Test
    void readsAndWritesNoFormThatItDoesNotName() throws Exception {
        String body = "{'operation':'workloads.list'}";

        Reply unread = api.post(CAN_I, body, "Content-Type", "text/plain");
        assertThat(unread.status()).isEqualTo(415);
        assertThat(unread.text("code")).isEqualTo("unsupported_media_type");
        Reply unwritten = api.post(CAN_I, body, "Accept", "text/html");
        assertThat(unwritten.status()).isEqualTo(406);
        assertThat(unwritten.text("code")).isEqualTo("not_acceptable");
        assertThat(
                        api.post(CAN_I, body, "Content-Type", "application/json; charset=utf-8")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void refusesBodiesThatAreTooLong() throws Exception {
        Reply reply = api.post(CAN_I, "{'operation':'" + "a".repeat(70_000) + "'}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text("code")).isEqualTo("too_large");
    }
}
