package dev.clawgateway.server.dialect.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.access.TokenHouse.Response;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines become nodes by tokens to join by, and nodes get their next credentials. */
class ExchangeRoutesTest {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));

    private TokenHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TokenHouse();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String ticket(String wish) throws Exception {
        return house.minted(house.root(), wish);
    }

    private Response join(String ticket, int agent, String name) throws Exception {
        return house.post(
                "join",
                ticket,
                "{'agent_key':'the key of the agent %d','name':'%s'}".formatted(agent, name));
    }

    private String registered(String token, String name) throws Exception {
        try (RawClient node =
                RawClient.connect(new Socket(), house.gateway().address(), "/?token=" + token)) {
            node.text(Frames.register(NODE, name, 1));
            return node.message().path("type").asString();
        }
    }

    @Test
    void whoeverJoinsIsANodeFromThen() throws Exception {
        Response joined = join(ticket("{'kind':'join','node':'gpu-*'}"), 1, "gpu-1");

        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.text("kind")).isEqualTo("node");
        assertThat(joined.text("node")).isEqualTo("gpu-1");
        assertThat(registered(joined.text("token"), "gpu-1")).isEqualTo("registered");
        assertThat(registered(joined.text("token"), "gpu-2")).isNotEqualTo("registered");
    }

    /** The answer may have been lost. */
    @Test
    void anAgentThatAsksAgainUsesUpNothing() throws Exception {
        String ticket = ticket("{'kind':'join','uses':2}");

        String first = join(ticket, 1, "gpu-1").text("id");
        assertThat(join(ticket, 1, "gpu-1").text("id")).isEqualTo(first);
        assertThat(join(ticket, 2, "gpu-2").status()).isEqualTo(201);
        assertThat(join(ticket, 1, "gpu-1").text("id")).isEqualTo(first);
        Response third = join(ticket, 3, "gpu-3");

        assertThat(third.status()).isEqualTo(401);
        assertThat(third.header("WWW-Authenticate")).isNotEmpty();
        assertThat(third.text("detail")).contains("used up");
    }

    @Test
    void nobodyTakesOverTheNameOfAnother() throws Exception {
        String ticket = ticket("{'kind':'join','uses':5,'node':'gpu-*'}");
        assertThat(join(ticket, 1, "gpu-1").status()).isEqualTo(201);

        assertThat(join(ticket, 2, "gpu-1").status()).isEqualTo(409);
        assertThat(join(ticket, 2, "cpu-1").status()).isEqualTo(401);
    }

    @Test
    void aTokenToJoinByIsGoodForNothingElse() throws Exception {
        String ticket = ticket("{'kind':'join'}");

        assertThat(house.good(ticket)).isFalse();
        assertThat(house.post("renew", ticket, "").status()).isEqualTo(401);
        assertThat(registered(ticket, "gpu-1")).isNotEqualTo("registered");
    }

    /** In the words of its token, since its id is that of a session. */
    @Test
    void aNodeAsksWhoItIsAndNothingElse() throws Exception {
        String node = ticket("{'kind':'node','node':'gpu-1'}");

        Response who = house.get("whoami", node);
        assertThat(who.status()).isEqualTo(200);
        assertThat(who.text("kind")).isEqualTo("node");
        assertThat(who.text("name")).isEqualTo("gpu-1");
        assertThat(who.text("expires_at")).isNotEmpty();
        assertThat(who.body().has("role")).isFalse();
        assertThat(can(node, "access.whoami")).isTrue();
        assertThat(can(node, "nodes.list")).isFalse();
        assertThat(can(node, "nodes.register")).isFalse();
        assertThat(can(node, "tokens.create")).isFalse();
        assertThat(house.get("tokens", node).status()).isEqualTo(403);
        assertThat(house.post("rotate", node, "").status()).isEqualTo(403);
    }

    private boolean can(String token, String operation) throws Exception {
        return house.post("can-i", token, "{'operation':'" + operation + "'}")
                .body()
                .path("allowed")
                .asBoolean();
    }

    @Test
    void nobodyJoinsByAnythingElse() throws Exception {
        String node = ticket("{'kind':'node','node':'gpu-1'}");

        assertThat(join("", 1, "gpu-1").status()).isEqualTo(401);
        assertThat(join(node, 1, "gpu-1").status()).isEqualTo(401);
        assertThat(join(house.root(), 1, "gpu-1").status()).isEqualTo(401);
        assertThat(house.post("renew", house.root(), "").status()).isEqualTo(401);
    }

    @Test
    void nobodyJoinsByWhatHasExpiredOrWasTakenBack() throws Exception {
        Response made = house.post("tokens", house.root(), "{'kind':'join','uses':9}");
        String ticket = made.text("token");
        assertThat(house.delete("tokens/" + made.text("id"), house.root()).status()).isEqualTo(200);
        String late = ticket("{'kind':'join','expires_secs':600}");
        house.time().advance(Duration.ofSeconds(601));

        assertThat(join(ticket, 1, "gpu-1").status()).isEqualTo(401);
        assertThat(join(late, 1, "gpu-1").status()).isEqualTo(401);
    }

    @Test
    void aNodeRenewsUntilAWeekAfterItsEnd() throws Exception {
        String first = join(ticket("{'kind':'join'}"), 1, "gpu-1").text("token");
        house.time().advance(Duration.ofDays(15));

        Response second = house.post("renew", first, "");
        assertThat(second.status()).isEqualTo(200);
        assertThat(house.post("renew", first, "").text("id")).isEqualTo(second.text("id"));
        house.time().advance(Duration.ofDays(36));
        assertThat(registered(second.text("token"), "gpu-1")).isNotEqualTo("registered");
        Response third = house.post("renew", second.text("token"), "");
        assertThat(third.status()).isEqualTo(200);
        assertThat(registered(third.text("token"), "gpu-1")).isEqualTo("registered");

        house.time().advance(Duration.ofDays(38));
        assertThat(house.post("renew", third.text("token"), "").status()).isEqualTo(401);
    }

    @Test
    void aNodeWhoseCredentialWasTakenBackGetsNoOther() throws Exception {
        Response joined = join(ticket("{'kind':'join'}"), 1, "gpu-1");
        assertThat(house.post("subjects/node:gpu-1/revoke", house.root(), "").status())
                .isEqualTo(204);

        assertThat(house.post("renew", joined.text("token"), "").status()).isEqualTo(401);
    }

    @Test
    void anAgentHasAKeyOfItsOwn() throws Exception {
        String ticket = ticket("{'kind':'join'}");

        assertThat(house.post("join", ticket, "{'agent_key':'short','name':'a'}").status())
                .isEqualTo(400);
        assertThat(house.post("join", ticket, "{'name':'a'}").status()).isEqualTo(400);
        assertThat(join(ticket, 1, "*").status()).isEqualTo(400);
    }
}
