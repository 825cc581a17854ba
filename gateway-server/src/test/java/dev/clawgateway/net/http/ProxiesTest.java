package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.net.http.wire.Proxies;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that somebody passed on: refused, or whose they are held to be. */
class ProxiesTest {
    private static final String UPGRADE =
            String.join(
                    "\r\n",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "");

    private static TestListener listener(Proxies proxies) throws IOException {
        NetSettings net = TestGatewayOptions.standard().net();
        NetSettings behind =
                new NetSettings(
                        net.bind(),
                        net.eventLoops(),
                        net.connections(),
                        net.messages(),
                        net.outbound(),
                        net.http(),
                        net.browsers(),
                        proxies);
        return TestListener.serving(
                behind,
                Route.get(
                        "/who",
                        "who",
                        TestListener.ROOT,
                        exchange ->
                                exchange.answer(
                                        RouteAnswer.text(
                                                200,
                                                exchange.peer().address()
                                                        + " "
                                                        + exchange.peer().local()))));
    }

    private record Answer(String status, String body) {}

    private static Answer ask(TestListener listener, String fields) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            List<String> head = client.http("GET /who HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
            String length =
                    head.stream()
                            .filter(line -> line.startsWith("content-length: "))
                            .map(line -> line.substring("content-length: ".length()))
                            .findFirst()
                            .orElse("0");
            return new Answer(head.getFirst(), client.body(Integer.parseInt(length)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=192.0.2.1",
                "X-Forwarded-For: 127.0.0.1",
                "x-forwarded-for: ",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Anything: x",
                "Via: 1.1 proxy",
                "X-Real-IP: 127.0.0.1"
            })
    void areRefusedWhereOnlyThisMachineIsAskedNothing(String field) throws IOException {
        try (TestListener listener = listener(new Proxies(Set.of("server"), List.of()))) {
            Answer passedOn = ask(listener, field + "\r\n");

            assertThat(passedOn.status()).startsWith("HTTP/1.1 403");
            assertThat(passedOn.body()).contains("auth.enabled = true");
            assertThat(ask(listener, field + "\r\n" + UPGRADE).status()).startsWith("HTTP/1.1 403");
            assertThat(ask(listener, "").body()).isEqualTo("127.0.0.1 true");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody is on this machine whom a proxy passed on.
                "Via: 1.1 x | 127.0.0.1 false",
                "X-Forwarded-For: 192.0.2.1 | 192.0.2.1 false",
                "X-Forwarded-For: 192.0.2.1:4711 | 192.0.2.1 false",
                "X-Forwarded-For: 2001:db8::1 | 2001:db8:0:0:0:0:0:1 false",
                "X-Forwarded-For: [2001:db8::1]:80 | 2001:db8:0:0:0:0:0:1 false",
                "X-Forwarded-For: ::ffff:192.0.2.1 | 192.0.2.1 false",
                // Of what a client sends itself nothing counts but what trusted machines added.
                "X-Forwarded-For: 127.0.0.1, 192.0.2.1 | 192.0.2.1 false",
                "X-Forwarded-For: 192.0.2.1, 10.1.2.3 | 192.0.2.1 false",
                "X-Forwarded-For: 192.0.2.9, 192.0.2.1, 10.1.2.3, 10.9.9.9 | 192.0.2.1 false",
                "X-Forwarded-For: 192.0.2.1, unknown, 10.1.2.3 | 10.1.2.3 false",
                "X-Forwarded-For: 10.evil.example | 127.0.0.1 false",
                "X-Forwarded-For: 127.evil.example | 127.0.0.1 false",
                "X-Forwarded-For: 10.1.2.3 | 10.1.2.3 false",
                "Forwarded: for=192.0.2.1;proto=https | 192.0.2.1 false",
                "Forwarded: proto=https; For=\"[2001:db8::1]:47\" | 2001:db8:0:0:0:0:0:1 false",
                "Forwarded: for=192.0.2.9, for=192.0.2.1, for=10.1.2.3 | 192.0.2.1 false",
                "Forwarded: for=_hidden | 127.0.0.1 false",
                "X-Real-IP: 192.0.2.1 | 127.0.0.1 false",
                // Two that disagree: one of them was the client's.
                "Forwarded: for=192.0.2.9/X-Forwarded-For: 192.0.2.1 | 127.0.0.1 false",
                "Forwarded: for=192.0.2.1/X-Forwarded-For: 192.0.2.1 | 192.0.2.1 false",
            })
    void areOfWhomTrustedMachinesSay(String fields, String who) throws IOException {
        Proxies trusted =
                new Proxies(
                        Set.of(),
                        List.of(AddressRange.parse("127.0.0.1"), AddressRange.parse("10.0.0.0/8")));
        try (TestListener listener = listener(trusted)) {
            assertThat(ask(listener, fields.replace("/X-", "\r\nX-") + "\r\n").body())
                    .isEqualTo(who);
        }
    }

    @Test
    void areTheProxysWhereItIsNotTrusted() throws IOException {
        try (TestListener listener =
                listener(new Proxies(Set.of(), List.of(AddressRange.parse("10.0.0.0/8"))))) {
            assertThat(ask(listener, "X-Forwarded-For: 192.0.2.1\r\n").body())
                    .isEqualTo("127.0.0.1 false");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.128/25, 10.0.0.128, true",
        "10.0.0.128/25, 10.0.0.127, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "192.0.2.1, ::ffff:192.0.2.1, true"
    })
    void haveAddressesThatAreParsed(String range, String address, boolean within) {
        InetAddress parsed = Objects.requireNonNull(AddressRange.address(address));

        assertThat(AddressRange.parse(range).contains(parsed)).isEqualTo(within);
    }

    @Test
    void haveNoNames() {
        Stream.of("10.0.0.0/33", "::/129", "127.evil.example", "10.0.0.0/", "", "10/8", "a/8")
                .forEach(text ->
                        assertThatThrownBy(() -> AddressRange.parse(text))
                                .as(text)
                                .isInstanceOf(IllegalArgumentException.class));
    }
}
