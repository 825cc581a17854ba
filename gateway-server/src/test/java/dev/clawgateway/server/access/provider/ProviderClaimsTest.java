package dev.clawgateway.server.access.provider;

import static dev.clawgateway.server.access.provider.SigningProvider.ISSUER;
import static dev.clawgateway.server.access.provider.SigningProvider.ROLES;
import static dev.clawgateway.server.access.provider.SigningProvider.config;
import static dev.clawgateway.server.access.provider.SigningProvider.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.access.OtherTokens.Vouched;
import dev.clawgateway.server.config.OidcConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of what a provider says in its tokens. */
class ProviderClaimsTest {
    private final SigningProvider provider = new SigningProvider();

    @Test
    void takesATokenForSeveralAudiencesOfWhichWeAreOne() {
        Map<String, Object> claims = provider.claims();
        claims.put("aud", List.of("account", "fleet"));
        claims.put("nbf", provider.time.now().getEpochSecond() + 50);

        assertThat(provider.read(sign(claims))).isNotNull();
    }

    /** Each says what it changes of the claims of a good token. */
    private Map<String, Consumer<Map<String, Object>>> wrongClaims() {
        long now = provider.time.now().getEpochSecond();
        Map<String, Consumer<Map<String, Object>>> wrong = new LinkedHashMap<>();
        wrong.put("another issuer", claims -> claims.put("iss", "https://login.example.org"));
        wrong.put("its issuer with a slash", claims -> claims.put("iss", ISSUER + "/"));
        wrong.put("no issuer", claims -> claims.remove("iss"));
        wrong.put("another audience", claims -> claims.put("aud", "fleet2"));
        wrong.put("an audience that begins so", claims -> claims.put("aud", "fleet admin"));
        wrong.put("other audiences", claims -> claims.put("aud", List.of("a", "b")));
        wrong.put("no audience", claims -> claims.remove("aud"));
        wrong.put("an audience that is no text", claims -> claims.put("aud", Map.of("fleet", 1)));
        wrong.put("no end", claims -> claims.remove("exp"));
        wrong.put("an end that is no number", claims -> claims.put("exp", "never"));
        wrong.put("an end beyond all time", claims -> claims.put("exp", Long.MAX_VALUE));
        wrong.put("an end in 20 years", claims -> claims.put("exp", now + 20L * 366 * 86_400));
        wrong.put("an end before its begin", claims -> claims.put("iat", now + 4000));
        wrong.put("no time of issue", claims -> claims.remove("iat"));
        wrong.put("good from later on", claims -> claims.put("nbf", now + 120));
        wrong.put("a begin that is no number", claims -> claims.put("nbf", "soon"));
        wrong.put("nobody", claims -> claims.remove("sub"));
        wrong.put("a blank subject", claims -> claims.put("sub", " "));
        wrong.put("a subject that is no text", claims -> claims.put("sub", 4711));
        wrong.put("a subject of two lines", claims -> claims.put("sub", "a\nb"));
        wrong.put("a long subject", claims -> claims.put("sub", "a".repeat(256)));
        wrong.put("an event", claims -> claims.put("events", Map.of("logout", Map.of())));
        wrong.put("bound to a key", claims -> claims.put("cnf", Map.of("jkt", "x")));
        wrong.put("no role", claims -> claims.remove("roles"));
        return wrong;
    }

    @Test
    void refusesWhatItsClaimsDoNotAllow() {
        List<String> taken = new ArrayList<>();
        wrongClaims()
                .forEach((what, change) -> {
                    Map<String, Object> claims = provider.claims();
                    change.accept(claims);
                    if (provider.read(sign(claims)) != null) {
                        taken.add(what);
                    }
                });

        assertThat(provider.read(provider.good())).isNotNull();
        assertThat(taken).isEmpty();
    }

    @Test
    void asksForTheClientWhereOneIsNamed() {
        OidcConfig config =
                new OidcConfig(ISSUER, "fleet", "roles", ROLES, null, Set.of("cli"), null, null);
        Map<String, Object> claims = provider.claims();
        List<Boolean> taken = new ArrayList<>();
        for (Map<String, Object> more :
                List.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("azp", "other"),
                        Map.of("azp", "other", "client_id", "cli"),
                        Map.of("azp", "cli"),
                        Map.of("client_id", "cli"))) {
            Map<String, Object> all = new LinkedHashMap<>(claims);
            all.putAll(more);
            taken.add(provider.tokens(config).read(sign(all)) != null);
        }

        assertThat(taken).containsExactly(false, false, false, true, true);
    }

    private @Nullable Rights rights(OidcConfig config, Map<String, Object> more) {
        Map<String, Object> claims = provider.claims();
        claims.remove("roles");
        claims.putAll(more);
        Vouched vouched = provider.tokens(config).read(sign(claims));
        return vouched != null
                        && vouched.credential().holder()
                                instanceof Holder.Operator(var _, Rights of)
                ? of
                : null;
    }

    private @Nullable Role role(Object value) {
        Rights rights = rights(config("roles", ROLES, null), Map.of("roles", value));
        return rights == null ? null : rights.role();
    }

    @Test
    void knowsRolesByWholeValuesOnly() {
        assertThat(role("admin")).isEqualTo(Role.ADMIN);
        assertThat(role(List.of("x", "viewer"))).isEqualTo(Role.VIEWER);
        assertThat(role(List.of("viewer", "admin", "operator"))).isEqualTo(Role.ADMIN);
        for (Object value :
                List.of(
                        "admin viewer",
                        "admin,viewer",
                        "admin-readonly",
                        "not-admin",
                        "Admin",
                        " admin",
                        "",
                        List.of("admin-readonly", "admins"),
                        List.of(List.of("admin")),
                        List.of(Map.of("admin", true)),
                        List.of(),
                        Map.of("admin", "admin"),
                        true,
                        1)) {
            assertThat(role(value)).as("%s", value).isNull();
        }
    }

    @Test
    void knowsTheGroupsThatAreNamedAndNoRoleByItsOwnName() {
        OidcConfig config =
                config("groups", Map.of("gpu-admins", Role.ADMIN, "staff", Role.VIEWER), null);

        assertThat(rights(config, Map.of("groups", List.of("staff", "gpu-admins"))))
                .isEqualTo(Rights.of(Role.ADMIN));
        assertThat(rights(config, Map.of("groups", List.of("staff"))))
                .isEqualTo(Rights.of(Role.VIEWER));
        assertThat(rights(config, Map.of("groups", List.of("admin")))).isNull();
        assertThat(rights(config, Map.of("roles", List.of("gpu-admins")))).isNull();
    }

    @Test
    void findsNestedMembersAndThoseWithDotsInTheirNames() {
        assertThat(
                        rights(
                                config("realm_access.roles", ROLES, null),
                                Map.of("realm_access", Map.of("roles", List.of("viewer")))))
                .isEqualTo(Rights.of(Role.VIEWER));
        assertThat(
                        rights(
                                config("https://example.com/roles", ROLES, null),
                                Map.of("https://example.com/roles", "operator")))
                .isEqualTo(Rights.of(Role.OPERATOR));
    }

    @Test
    void limitsToTheVirtualClustersThatAreNamed() {
        OidcConfig config = config("roles", ROLES, "teams");

        assertThat(rights(config, Map.of("roles", "viewer", "teams", List.of("red", "blue"))))
                .isEqualTo(new Rights(Role.VIEWER, List.of("blue", "red"), false));
        assertThat(rights(config, Map.of("roles", "viewer")))
                .isEqualTo(new Rights(Role.VIEWER, List.of(), false));
        assertThat(rights(config, Map.of("roles", "viewer", "teams", "*")))
                .isEqualTo(Rights.of(Role.VIEWER));
    }
}
