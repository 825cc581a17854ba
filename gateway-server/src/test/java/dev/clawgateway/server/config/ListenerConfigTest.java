package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says of listeners. */
class ListenerConfigTest {
    @TempDir private Path folder;

    private GatewayConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.toml"), text);
        return ConfigLoader.load(file, Overrides.NONE, Map.of());
    }

    @Test
    void isNothingUnlessSomethingIsSaid() throws IOException {
        assertThat(load("").listeners()).isEmpty();
        assertThat(load("").localOnly()).isFalse();
        assertThat(load("[server]\nbind_address = \"127.0.0.1:1\"\n").localOnly()).isTrue();
    }

    @Test
    void isOneMoreListenerEach() throws IOException {
        GatewayConfig config =
                load(
                        """
                        [server]
                        bind_address = "127.0.0.1:8080"
                        [[listener]]
                        name = "guests"
                        bind_address = "0.0.0.0:8081"
                        dialects = ["discovery", "metrics"]
                        open = ["discovery"]
                        [[listener]]
                        name = "server"
                        open = []
                        """);

        assertThat(config.listeners())
                .containsExactly(
                        new ListenerConfig(
                                "guests",
                                new ListenAddress("0.0.0.0", 8081),
                                null,
                                null,
                                false,
                                null,
                                Set.of("discovery", "metrics"),
                                Set.of("discovery")),
                        new ListenerConfig(
                                "server",
                                new ListenAddress("127.0.0.1", 8080),
                                null,
                                null,
                                false,
                                null,
                                null,
                                Set.of()));
        assertThat(config.localOnly()).isFalse();
    }

    @Test
    void mayBeAUnixSocketWhichIsOfThisMachine() throws IOException {
        GatewayConfig config =
                load(
                        """
                        [server]
                        bind_address = "127.0.0.1:8080"
                        [[listener]]
                        name = "local"
                        bind_address = "unix:/run/claw-gateway.sock"
                        group = "operators"
                        """);

        ListenerConfig local = config.listeners().getFirst();
        assertThat(local.bindAddress().bind())
                .isEqualTo(UnixDomainSocketAddress.of("/run/claw-gateway.sock"));
        assertThat(local.bindAddress()).hasToString("unix:/run/claw-gateway.sock");
        assertThat(local.group()).isEqualTo("operators");
        assertThat(config.localOnly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bind_address = 'unix:run/s' | absolute path",
                "bind_address = 'unix:/run/s'; tls = true | nobody can listen in to",
                "bind_address = '127.0.0.1:1'; group = 'a' | is for a Unix socket",
            })
    void refusesWhatAUnixSocketCannotBe(String keys, String why) {
        String toml = keys.replace("; ", "\n");

        assertThatThrownBy(() -> load("[[listener]]\nname = 'local'\n" + toml + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(why);
    }

    @Test
    void saysWhetherItAsksWhoComes() throws IOException {
        String listeners =
                """
                [[listener]]
                name = "free"
                bind_address = "127.0.0.1:8081"
                auth = false
                [[listener]]
                name = "strict"
                bind_address = "127.0.0.1:8082"
                auth = true
                [[listener]]
                name = "usual"
                bind_address = "127.0.0.1:8083"
                """;

        GatewayConfig asking = load("[server]\nbind_address = '0.0.0.0:1'\n" + listeners);
        GatewayConfig local = load("[server]\nbind_address = '127.0.0.1:1'\n" + listeners);

        assertThat(asking.asksCallers()).isTrue();
        assertThat(asking.unasked()).containsExactly("free");
        assertThat(local.asksCallers()).isTrue();
        assertThat(local.unasked()).containsExactly("free", "server", "usual");
    }

    @Test
    void mayAskForCertificates() throws IOException {
        Path any = Files.writeString(folder.resolve("any.pem"), "");
        GatewayConfig config =
                load(
                        """
                        [tls]
                        cert_path = "%1$s"
                        key_path = "%1$s"
                        [[listener]]
                        name = "nodes"
                        bind_address = "0.0.0.0:8081"
                        client_ca = "%1$s"
                        client_certs = "optional"
                        client_identity = "spiffe"
                        client_role = "viewer"
                        """
                                .formatted(any));

        assertThat(config.listeners().getFirst().tls()).isTrue();
        assertThat(config.listeners().getFirst().clients())
                .isEqualTo(
                        new ListenerConfig.ClientCerts(
                                any,
                                false,
                                ListenerConfig.ClientCerts.Field.SPIFFE,
                                ListenerConfig.ClientCerts.ClientRole.VIEWER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bind_address = '1.2.3.4:5' | :1: listener.name: must be given",
                "name = 'a' | :1: listener.bind_address: must be given: where it listens",
                "name = 'server';bind_address = '1.2.3.4:5' | :3: listener.bind_address: is server.bind_address",
                "name = 'a';bind_address = '1.2.3.4:5';tls = true | :4: listener.tls: needs tls.cert_path",
                "name = 'a';bind_address = '1.2.3.4:5';client_ca = 'x' | listener.client_ca: needs tls = true",
                "name = 'a';bind_address = '1.2.3.4:5';client_ca = 'x' | listener.client_ca: no such file",
                "name = 'a';bind_address = '1.2.3.4:5';client_role = 'admin' | listener.client_role: says nothing without client_ca",
                "name = 'a';bind_address = '1.2.3.4:5';client_role = 'root' | must be one of node, viewer, operator, admin",
                "name = 'a';bind_address = '1.2.3.4:5';dialects = ['claw'];open = ['discovery'] | listener.open: names what this listener does not serve",
                "name = 'a';bind_address = '1.2.3.4:5';open = ['claw'] | must be out of discovery, membership, metrics",
                "name = 'a';bind_address = '1.2.3.4:5';dialect = [] | unknown key listener.dialect; did you mean dialects?",
                "name = 'a';bind_address = '1.2.3.4:5';[[listener]];name = 'a';bind_address = '1.2.3.4:6' | :5: listener.name: another listener is called a too"
            })
    void saysWhatIsWrongAndWhere(String keys, String problem) {
        String text = "[[listener]]\n" + keys.replace(';', '\n').replace('\'', '"') + "\n";

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> load(text));

        assertThat(failure.problems()).anyMatch(found -> found.toString().contains(problem));
    }

    @Test
    void isNoPlainSection() {
        ConfigException failure =
                catchThrowableOfType(
                        ConfigException.class, () -> load("[listener]\nname = \"a\"\n"));

        assertThat(failure.problems().getFirst().toString()).contains("write [[listener]]");
    }
}
