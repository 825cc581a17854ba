package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.server.DoorSetup;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.access.TokenAccess;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway that asks for tokens, and speaks of them; with somebody who asks over HTTP. */
final class TokenHouse implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final MovableTime time = new MovableTime();
    private final AtomicReference<KeySet> keys =
            new AtomicReference<>(new KeySet(key(0), null, null));
    private final HttpClient client = HttpClient.newHttpClient();
    private final TestGateway gateway;
    private @Nullable TokenAccess access;
    private int rotations;

    TokenHouse() throws IOException {
        this(new MemoryStore(1000));
    }

    /** Over what was stored. */
    TokenHouse(Store store) throws IOException {
        DoorSetup setup =
                (kept, nodes, runtime) -> {
                    TokenAccess made =
                            TokenAccess.over(keys::get, kept, nodes, time, runtime.timers());
                    access = made;
                    runtime.repeat("credentials", Duration.ofSeconds(1), made.grants()::look);
                    return new Doors(
                            made.authenticator(),
                            new RoleAccess(),
                            made.tokens(),
                            this::rotate,
                            made.figures(),
                            List.of());
                };
        gateway = new TestGateway(TestGatewayOptions.standard().with(time).with(store).with(setup));
    }

    private static SigningKey key(int number) {
        return SigningKey.of("a secret that nobody guesses, number " + number);
    }

    private String rotate() {
        keys.set(new KeySet(key(++rotations), null, keys.get().current()));
        return "key " + rotations;
    }

    MovableTime time() {
        return time;
    }

    TestGateway gateway() {
        return gateway;
    }

    /** A token of somebody, of which the gateway's store knows nothing. */
    String offline(String id, Holder holder) {
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return Objects.requireNonNull(access)
                .tokens()
                .sign(new Credential(id, holder, now, now.plus(Duration.ofDays(30))));
    }

    /** The same of an operator. */
    String operator(String name, Rights rights) {
        return offline(UUID.randomUUID().toString(), new Holder.Operator(name, rights));
    }

    /** Of somebody who may do everything. */
    String root() {
        return operator("root", Rights.FULL);
    }

    /** A status, a header and a body. */
    record Response(int status, HttpResponse<byte[]> response) {
        JsonNode body() {
            return JSON.readTree(response.body());
        }

        String text(String member) {
            return body().path(member).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Response get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, "");
    }

    Response post(String path, String token, String body) throws IOException, InterruptedException {
        return send("POST", path, token, body.replace('\'', '"'));
    }

    /** Under an idempotency key. */
    Response once(String key, String path, String token, String body)
            throws IOException, InterruptedException {
        return send("POST", path, token, body.replace('\'', '"'), "Idempotency-Key", key);
    }

    Response delete(String path, String token) throws IOException, InterruptedException {
        return send("DELETE", path, token, "");
    }

    /** Makes one, and it has to be made. */
    String minted(String token, String wish) throws IOException, InterruptedException {
        Response made = post("tokens", token, wish);
        if (made.status() != 201) {
            throw new AssertionError(made.status() + " " + made.body());
        }
        return made.text("token");
    }

    /** Whether a token lets in a person or program. */
    boolean good(String token) throws IOException, InterruptedException {
        return get("whoami", token).status() == 200;
    }

    private Response send(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + gateway.address().getPort()
                                                + "/api/v1/access/"
                                                + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Response(response.statusCode(), response);
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
    }
}
