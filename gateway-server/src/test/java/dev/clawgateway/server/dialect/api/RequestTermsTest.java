package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a node that hold only for a revision, and that happen once. */
class RequestTermsTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));
    private static final String PATH = "/nodes/" + NODE;
    private static final String CORDON = PATH + "/cordon";

    private RawClient node;

    @BeforeEach
    void connectNode() throws IOException {
        node = gateway.node(NODE, 1);
    }

    @AfterEach
    void disconnectNode() throws IOException {
        node.close();
    }

    @Test
    void aChangeIsDoneToWhatItsCallerHasSeen() throws Exception {
        long seen = revision();
        Reply cordoned = api.post(CORDON, "{}", "If-Match", "\"" + seen + "\"");
        Reply tooLate =
                api.send("PUT", PATH + "/labels/rack", "{\"value\":\"r1\"}", "If-Match", "" + seen);

        assertThat(cordoned.status()).isEqualTo(200);
        assertThat(tooLate.status()).isEqualTo(412);
        assertThat(tooLate.text("code")).isEqualTo("precondition_failed");
        assertThat(tooLate.text("detail"))
                .isEqualTo("it has revision " + revision() + " by now, not " + seen);
    }

    @Test
    void theAnswerUnderAKeyComesBeforeTheRevision() throws Exception {
        String seen = "\"" + revision() + "\"";
        Reply first = api.post(CORDON, "{}", "If-Match", seen, "Idempotency-Key", "k");
        Reply again = api.post(CORDON, "{}", "If-Match", seen, "Idempotency-Key", "k");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void aRevisionThatIsNoneIsRefused() throws Exception {
        Reply reply = api.post(CORDON, "{}", "If-Match", "\"abc\"");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail")).startsWith("If-Match: must be");
    }

    private long revision() throws Exception {
        return api.get(PATH).body().path("revision").asLong();
    }
}
