package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.config.OidcConfig.SignIn;
import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says of an identity provider. */
class OidcConfigTest {
    private static final Map<String, Role> OWN_NAMES =
            Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.ADMIN);

    @TempDir private Path folder;

    private @Nullable OidcConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.toml"), text);
        return ConfigLoader.load(file, Overrides.NONE, Map.of("AUDIENCE", "fleet")).auth().oidc();
    }

    @Test
    void isNoneUnlessOneIsNamed() throws IOException {
        assertThat(load("")).isNull();
        assertThat(load("[auth]\nenabled = true\n[auth.oidc]\nscopes = []\n")).isNull();
    }

    @Test
    void needsNoMoreThanWhoItIsAndWhomTokensAreFor() throws IOException {
        OidcConfig oidc =
                load(
                        """
                        [auth.oidc]
                        issuer = "https://login.example.com/realms/gpu"
                        audience = "${AUDIENCE}"
                        """);

        assertThat(oidc)
                .isEqualTo(
                        new OidcConfig(
                                "https://login.example.com/realms/gpu",
                                "fleet",
                                "roles",
                                OWN_NAMES,
                                null,
                                Set.of(),
                                null,
                                null));
    }

    @Test
    void saysWhatValuesMeanAndHowToSignIn() throws IOException {
        Path authority = Files.writeString(folder.resolve("ca.pem"), "");
        OidcConfig oidc =
                load(
                        """
                        [auth]
                        enabled = true
                        [auth.oidc]
                        issuer = "http://127.0.0.1:8081"
                        audience = "fleet"
                        role_claim = "groups"
                        virtual_clusters_claim = "teams"
                        clients = ["cli", "ci"]
                        client_id = "cli"
                        scopes = ["openid", "groups"]
                        ca_path = "%s"
                        [auth.oidc.roles]
                        "gpu admins" = "admin"
                        staff = "viewer"
                        """
                                .formatted(authority));

        assertThat(oidc)
                .isEqualTo(
                        new OidcConfig(
                                "http://127.0.0.1:8081",
                                "fleet",
                                "groups",
                                Map.of("gpu admins", Role.ADMIN, "staff", Role.VIEWER),
                                "teams",
                                Set.of("ci", "cli"),
                                new SignIn("cli", List.of("openid", "groups")),
                                authority));
        assertThat(Objects.requireNonNull(oidc).roles()).hasSize(2);
    }

    private void refused(String text, String... words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load(text))
                .withMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource({
        "http://login.example.com, must begin with https://",
        "http://10.0.0.1, must begin with https://",
        "http://localhost.example.com, must begin with https://",
        "ftp://login.example.com, must begin with https://",
        "login.example.com, such as https://login.example.com",
        "https://login.example.com?realm=a, without user",
        "https://login.example.com#a, without user",
        "https://me:secret@login.example.com, without user",
        "https:///a, such as https://login.example.com",
        "ht tps://a, is not a URL"
    })
    void refusesAnIssuerThatIsNone(String issuer, String words) {
        refused(
                "[auth.oidc]\nissuer = \"" + issuer + "\"\naudience = \"fleet\"\n",
                "gateway.toml:2",
                "auth.oidc.issuer",
                issuer,
                words);
    }

    @Test
    void refusesALongIssuer() {
        refused(
                "[auth.oidc]\nissuer = \"https://a/" + "b".repeat(240) + "\"\naudience = \"f\"\n",
                "at most 240 characters");
    }

    @Test
    void asksWhomTokensAreFor() {
        refused("[auth.oidc]\nissuer = \"https://a\"\n", "auth.oidc.audience", "must be given");
        refused(
                "[auth.oidc]\nissuer = \"https://a\"\naudience = \" \"\n",
                "auth.oidc.audience",
                "must not be empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audience = \"a\"",
                "role_claim = \"a\"",
                "roles = { a = \"admin\" }",
                "virtual_clusters_claim = \"a\"",
                "client_id = \"a\"",
                "ca_path = \"/etc/passwd\""
            })
    void refusesWhatSaysNothingByItself(String line) {
        refused(
                "[auth.oidc]\n" + line + "\n",
                "auth.oidc." + line.split(" ", 2)[0],
                "says nothing without auth.oidc.issuer");
    }

    @Test
    void refusesRolesThatAreNone() {
        String head = "[auth.oidc]\nissuer = \"https://a\"\naudience = \"a\"\n";
        refused(
                head + "[auth.oidc.roles]\nstaff = \"adnim\"\n",
                "auth.oidc.roles",
                "staff = adnim",
                "must be one of viewer, operator, admin");
        refused(head + "roles = \"admin\"\n", "auth.oidc.roles", "must be a table");
        refused(head + "[auth.oidc.roles]\nstaff = 1\n", "auth.oidc.roles", "viewer, operator");
    }

    @Test
    void refusesOtherWrongValues() {
        String head = "[auth.oidc]\nissuer = \"https://a\"\naudience = \"a\"\n";
        refused(head + "scopes = [\"a b\"]\n", "auth.oidc.scopes", "without spaces");
        refused(head + "ca_path = \"/no/such\"\n", "auth.oidc.ca_path", "no such file");
        refused(head + "isuer = \"b\"\n", "unknown key auth.oidc.isuer", "issuer");
        refused("[auth]\noidc = \"https://a\"\n", "auth.oidc", "write [auth.oidc]");
    }
}
