package dev.clawgateway.server.dialect.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.server.dialect.api.access.TokenHouse.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change that is sent again under its idempotency key. */
class OnceRoutesTest {
    private static final String BOB = "{'kind':'operator','subject':'bob','role':'operator'}";
    private static final String EVE = "{'kind':'operator','subject':'eve','role':'operator'}";

    private TokenHouse house;
    private String root;

    @BeforeEach
    void open() throws Exception {
        house = new TokenHouse();
        root = house.root();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void isAnsweredAsItWas() throws Exception {
        Response first = house.once("k1", "tokens", root, BOB);
        Response second = house.once("k1", "tokens", root, BOB);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(house.get("tokens", root).body().path("tokens")).hasSize(1);
    }

    @Test
    void runsOnceWhereItIsSentManyTimesAtOnce() throws Exception {
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            Callable<String> ask = () -> house.once("k1", "tokens", root, BOB).text("id");
            List<String> ids =
                    many.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask)).stream()
                            .map(answer -> answer.resultNow())
                            .toList();

            assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
        }
        assertThat(house.get("tokens", root).body().path("tokens")).hasSize(1);
    }

    @Test
    void anotherRequestUnderItsKeyIsRefused() throws Exception {
        house.once("k1", "tokens", root, BOB);
        Response other = house.once("k1", "tokens", root, EVE);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("code")).isEqualTo("idempotency_mismatch");
        assertThat(other.text("detail")).contains("\"k1\" came with another request");
        assertThat(house.get("tokens", root).body().path("tokens")).hasSize(1);
    }

    @Test
    void othersHaveTheirOwnKeys() throws Exception {
        String second = house.operator("second", Rights.FULL);

        String one = house.once("k1", "tokens", root, BOB).text("id");
        String other = house.once("k1", "tokens", second, BOB).text("id");

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        Response reply = house.once("k 1", "tokens", root, BOB);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail")).startsWith("Idempotency-Key: must be");
    }

    /** Whoever sends one relies on it, also where its name went missing. */
    @Test
    void anEmptyKeyIsRefused() throws Exception {
        Response reply = house.once("", "tokens", root, BOB);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail")).startsWith("Idempotency-Key: must be");
    }

    /** Whoever sends one relies on it. */
    @Test
    void isDoneOnceAlsoWhereOnlyTheProcessKeepsTheKey() throws Exception {
        assertThat(house.once("k1", "rotate", root, "").status()).isEqualTo(204);
        assertThat(house.once("k1", "rotate", root, "").status()).isEqualTo(204);

        assertThat(house.good(root)).as("which outlives one new key, and not two").isTrue();
    }

    @Test
    void aKeyIsRefusedWhereItWouldMeanNothing() throws Exception {
        Response reply = house.once("k1", "renew", root, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail"))
                .isEqualTo("Idempotency-Key: renewCredential does not take it");
    }
}
