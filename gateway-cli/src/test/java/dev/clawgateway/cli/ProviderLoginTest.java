package dev.clawgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in by an identity provider, which is on this machine, to a gateway that believes it. */
class ProviderLoginTest {
    @TempDir private Path folder;

    private final AtomicInteger polls = new AtomicInteger();
    private HttpServer server;
    private String url;
    private KeyPair keys;
    private volatile String role = "operator";
    private volatile boolean denied;

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        serve(
                "/.well-known/openid-configuration",
                """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","device_authorization_endpoint":"%1$s/device",
                "token_endpoint":"%1$s/token"}
                """
                        .formatted(url));
        serve("/keys", keySet());
        serve(
                "/device",
                """
                {"device_code":"the-device","user_code":"WDJB-MJHT","verification_uri":"%1$s/activate",
                "verification_uri_complete":"%1$s/activate?code=WDJB-MJHT","expires_in":600,"interval":1}
                """
                        .formatted(url));
        server.createContext("/token", this::token);
        server.start();
    }

    private void serve(String path, String body) {
        server.createContext(path, exchange -> answer(exchange, 200, body));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The person has signed in by the second time that anybody asks. */
    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!form.contains("device_code=the-device") || !form.contains("client_id=claw-cli")) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
        } else if (denied) {
            answer(exchange, 400, "{\"error\":\"access_denied\"}");
        } else if (polls.incrementAndGet() == 1) {
            answer(exchange, 400, "{\"error\":\"authorization_pending\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"opaque\",\"id_token\":\"" + signed() + "\"}");
        }
    }

    private String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return base64(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String signed() {
        long now = Instant.now().getEpochSecond();
        String text =
                base64("{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(UTF_8))
                        + "."
                        + base64(
                                """
                                {"iss":"%s","aud":"claw-cli","sub":"ada","groups":["staff","%s"],"iat":%d,"exp":%d}
                                """
                                        .formatted(url, role, now, now + 600)
                                        .getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private InProcessGateway gateway(String more) throws Exception {
        return new InProcessGateway(
                folder,
                """
                [auth]
                enabled = true
                [auth.oidc]
                issuer = "%s"
                audience = "claw-cli"
                role_claim = "groups"
                roles = { operator = "operator", boss = "admin" }
                %s
                """
                        .formatted(url, more));
    }

    private Path kept() {
        return folder.resolve("home/.config/claw-gateway/contexts.json");
    }

    @Test
    void keepsTheTokenOfWhoeverSignsIn() throws Exception {
        try (InProcessGateway gateway = gateway("client_id = \"claw-cli\"")) {
            Ended before = gateway.run("status");
            Ended login = gateway.run("login", "--oidc", "--name", "lab");
            Ended status = gateway.ended(List.of("status"));
            Ended drain = gateway.ended(List.of("maintenance", "list"));

            assertThat(before.code()).isEqualTo(1);
            assertThat(login.err())
                    .contains(url + "/activate", "WDJB-MJHT", "10 minutes", "context 'lab'");
            assertThat(login.code()).isZero();
            assertThat(login.out() + login.err()).doesNotContain("eyJ");
            assertThat(status.code()).isZero();
            assertThat(drain.code()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                    .isEqualTo("rw-------");
            assertThat(kept()).content().contains("\"token\":\"eyJ");
        }
    }

    @Test
    void keepsNothingForWhomTheGatewayDoesNotKnow() throws Exception {
        role = "operator-readonly";
        try (InProcessGateway gateway = gateway("client_id = \"claw-cli\"")) {
            Ended login = gateway.run("login", "--oidc");

            assertThat(login.code()).isEqualTo(1);
            assertThat(kept()).doesNotExist();
        }
    }

    @Test
    void saysThatTheSignInWasRefused() throws Exception {
        denied = true;
        try (InProcessGateway gateway = gateway("client_id = \"claw-cli\"")) {
            Ended login = gateway.run("login", "--oidc");

            assertThat(login.code()).isEqualTo(1);
            assertThat(login.err()).contains("cannot sign in: the sign-in was refused");
            assertThat(kept()).doesNotExist();
        }
    }

    @Test
    void saysThatTheGatewayNamesNoProvider() throws Exception {
        try (InProcessGateway gateway = gateway("")) {
            Ended login = gateway.run("login", "--oidc");

            assertThat(login.code()).isEqualTo(1);
            assertThat(login.err()).contains("names no identity provider", "auth.oidc.client_id");
        }
    }

    @Test
    void takesOneTokenOnly() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "ey.secret");
        try (InProcessGateway gateway = gateway("client_id = \"claw-cli\"")) {
            Ended both = gateway.run("login", "--oidc", "--token-file", token.toString());
            Ended alone = gateway.run("login", "--oidc-ca-file", token.toString());

            assertThat(both.code()).isEqualTo(2);
            assertThat(both.err()).contains("--oidc: the provider gives the token");
            assertThat(alone.code()).isEqualTo(2);
            assertThat(alone.err()).contains("goes with --oidc");
        }
    }
}
