package dev.clawgateway.client.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at a provider that answers as a test has it, while time passes by hand. */
class DeviceLoginTest {
    private static final String PENDING = "400 {\"error\":\"authorization_pending\"}";
    private static final String GIVEN =
            "200 {\"access_token\":\"ey.access\",\"id_token\":\"ey.id\",\"token_type\":\"Bearer\"}";

    /** Answers to whoever asks for the token, each a status and a body; empty for none at all. */
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<SignInPrompt> prompts = new ArrayList<>();
    private final HandTime time = new HandTime();
    private String begun = "";
    private String discovery = "";
    private HttpServer server;
    private String url;

    private static final class HandTime implements Time {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        discovery =
                "{'issuer':'%1$s','device_authorization_endpoint':'%1$s/device','token_endpoint':'%1$s/token'}"
                        .formatted(url);
        begun =
                "200 {'device_code':'dev','user_code':'BCDF-GHJK','verification_uri':'%1$s/activate',"
                                .formatted(url)
                        + "'expires_in':600,'interval':7}";
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "200 " + discovery));
        server.createContext("/device", exchange -> answer(exchange, begun));
        server.createContext("/token", exchange -> answer(exchange, answers.remove()));
        server.start();
    }

    private void answer(HttpExchange exchange, String answer) throws IOException {
        try (exchange) {
            asked.add(
                    exchange.getRequestURI().getPath()
                            + " "
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (answer.isEmpty()) {
                return;
            }
            byte[] body = answer.substring(4).replace('\'', '"').getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String login(String token) throws ProviderException, InterruptedException {
        LoginProvider provider =
                new LoginProvider(url, "the cli", List.of("openid", "groups"), token);
        try (DeviceLogin login =
                new DeviceLogin(
                        provider,
                        null,
                        time,
                        pause -> {
                            pauses.add(pause);
                            time.nanos += pause.toNanos();
                        })) {
            return login.token(prompts::add);
        }
    }

    private void fails(String words) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> login("id_token"))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"id_token, ey.id", "access_token, ey.access"})
    void givesTheTokenThatIsMeant(String which, String token) throws Exception {
        answers.add(PENDING);
        answers.add(PENDING);
        answers.add(GIVEN);

        assertThat(login(which)).isEqualTo(token);

        assertThat(prompts)
                .containsExactly(
                        new SignInPrompt(
                                URI.create(url + "/activate"),
                                "BCDF-GHJK",
                                null,
                                Duration.ofMinutes(10)));
        Duration seven = Duration.ofSeconds(7);
        assertThat(pauses).containsExactly(seven, seven, seven);
        String poll =
                "/token client_id=the+cli&device_code=dev"
                        + "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
        assertThat(asked)
                .containsExactly(
                        "/.well-known/openid-configuration ",
                        "/device client_id=the+cli&scope=openid+groups",
                        poll,
                        poll,
                        poll);
    }

    @Test
    void asksMoreSeldomWhenItIsTold() throws Exception {
        answers.add("400 {\"error\":\"slow_down\"}");
        answers.add(PENDING);
        answers.add("400 {\"error\":\"slow_down\"}");
        answers.add(GIVEN);

        assertThat(login("id_token")).isEqualTo("ey.id");
        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(7L, 12L, 12L, 17L);
    }

    @Test
    void asksMoreSeldomWhereNobodyAnswers() throws Exception {
        answers.add("");
        answers.add("503 <html>");
        answers.add(PENDING);
        answers.add(GIVEN);

        assertThat(login("id_token")).isEqualTo("ey.id");
        assertThat(pauses.stream().map(Duration::toSeconds)).containsExactly(7L, 14L, 28L, 28L);
    }

    @Test
    void asksEveryFiveSecondsUnlessItIsTold() throws Exception {
        begun = begun.replace(",'interval':7", "");
        answers.add(GIVEN);

        assertThat(login("id_token")).isEqualTo("ey.id");
        assertThat(pauses).containsExactly(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'error':'access_denied'}; was refused",
                "{'error':'expired_token'}; nobody signed in in time",
                "{'error':'invalid_grant','error_description':'no such\u001b[2J code'}; invalid_grant (no such?[2J code)"
            })
    void endsWhereNothingComesOfIt(String answer, String words) {
        answers.add(PENDING);
        answers.add("400 " + answer.replace("\u001b", "\\u001b"));

        fails(words);
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        begun = begun.replace("600", "20");
        answers.add(PENDING);
        answers.add(PENDING);

        fails("nobody signed in in time");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void saysThatTheTokenIsMissing() {
        answers.add("200 {'access_token':'ey.access'}");

        fails("gave no id_token");
    }

    @Test
    void refusesAProviderThatCallsItselfOtherwise() {
        discovery = discovery.replaceFirst(url, "https://login.example.org");

        fails("is not the word of a provider of that name");
    }

    @Test
    void saysThatAProviderHasNoSuchSignIn() {
        discovery = "{'issuer':'" + url + "'}";

        fails("has no device sign-in");
    }

    @Test
    void tellsWhyItCannotBegin() {
        begun = "401 {'error':'invalid_client','error_description':'who?'}";

        fails("the provider refuses: invalid_client (who?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com/activate", "javascript:alert(1)", "", "a b"})
    void showsNoPageThatOthersCouldChange(String page) {
        begun = begun.replace(url + "/activate", page);

        fails("the page to sign in at must be an https:// URL");
        assertThat(prompts).isEmpty();
    }

    @Test
    void showsNoCodeThatWouldPlayWithTheTerminal() {
        begun = begun.replace("BCDF-GHJK", "\\u001b[2Jclear");

        fails("code cannot be shown");
        assertThat(prompts).isEmpty();
    }

    @Test
    void asksNoProviderUnprotected() {
        LoginProvider open = new LoginProvider("http://192.0.2.1", "cli", List.of(), "id_token");
        try (DeviceLogin login = new DeviceLogin(open, null, time, pauses::add)) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> login.token(prompts::add))
                    .withMessageContaining("must be an https:// URL");
        }
    }
}
