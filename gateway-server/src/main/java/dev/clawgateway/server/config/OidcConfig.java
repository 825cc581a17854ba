package dev.clawgateway.server.config;

import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.config.source.ListenAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code [auth.oidc]}: an identity provider whose tokens let people and programs in.
 *
 * @param issuer as its tokens name it
 * @param audience whom tokens have to be for
 * @param roleClaim which member of a token says what its holder may do; of nested ones, the names
 *     with dots between
 * @param roles what the values of that member mean; a value that is not here means nothing
 * @param clustersClaim which member says the virtual clusters its holder is limited to; null for no
 *     limits
 * @param clients that tokens may have been given to; empty for any
 * @param signIn how {@code claw-gateway login} gets a token; null for not at all
 * @param authority certificates in PEM form that are trusted instead of the system's; null for the
 *     system's
 */
public record OidcConfig(
        String issuer,
        String audience,
        String roleClaim,
        Map<String, Role> roles,
        @Nullable String clustersClaim,
        Set<String> clients,
        @Nullable SignIn signIn,
        @Nullable Path authority) {
    private static final String DEFAULT_ROLE_CLAIM = "roles";

    /** So that a subject with its issuer can still be kept and taken back. */
    private static final int LONGEST_ISSUER = 240;

    private static final Pattern CLIENT = Pattern.compile("\\S+");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    /** Says nothing by itself. */
    private static final List<String> KEYS =
            List.of(
                    "audience",
                    "role_claim",
                    "roles",
                    "virtual_clusters_claim",
                    "client_id",
                    "ca_path");

    public OidcConfig {
        roles = new TreeMap<>(roles);
    }

    /**
     * Of a client at the provider that people sign in by.
     *
     * @param scopes that it asks for
     */
    public record SignIn(String clientId, List<String> scopes) {}

    /** Null where no issuer is named. */
    static @Nullable OidcConfig read(Section section) {
        String issuer = section.optionalText("issuer", OidcConfig::issuer);
        String audience = section.optionalText("audience", OidcConfig::given);
        String roleClaim = section.optionalText("role_claim", OidcConfig::given);
        Map<String, Role> roles = roles(section);
        String clustersClaim = section.optionalText("virtual_clusters_claim", OidcConfig::given);
        Set<String> clients = section.words("clients", CLIENT, "must be ids of clients");
        String clientId = section.optionalText("client_id", OidcConfig::given);
        Set<String> scopes =
                section.words("scopes", SCOPE, "must be scopes, such as openid, without spaces");
        Path authority = section.optionalFile("ca_path");
        if (issuer == null) {
            refuseWithout(section);
            return null;
        } else if (audience == null && !section.has("audience")) {
            section.refuse("audience", "must be given: whom tokens have to be for");
        }
        if (authority != null && !Files.isReadable(authority)) {
            section.refuse("ca_path", "no such file, or this user may not read it");
        }
        return new OidcConfig(
                issuer,
                audience == null ? "" : audience,
                roleClaim == null ? DEFAULT_ROLE_CLAIM : roleClaim,
                roles,
                clustersClaim,
                clients,
                clientId == null
                        ? null
                        : new SignIn(
                                clientId,
                                scopes.isEmpty() ? List.of("openid") : List.copyOf(scopes)),
                authority);
    }

    private static void refuseWithout(Section section) {
        if (section.has("issuer")) {
            return; // which is wrong, and was refused
        }
        KEYS.stream()
                .filter(section::has)
                .forEach(key ->
                        section.refuse(
                                key, "says nothing without auth.oidc.issuer, the provider's URL"));
    }

    /** Without a word about them, the roles' own names. */
    private static Map<String, Role> roles(Section section) {
        Map<String, String> words =
                section.wordsByName("roles", Arrays.stream(Role.values()).map(Role::text).toList());
        Map<String, Role> roles = new TreeMap<>();
        if (!section.has("roles")) {
            Arrays.stream(Role.values()).forEach(role -> roles.put(role.text(), role));
        }
        words.forEach((value, word) -> {
            Role role = Role.of(word);
            if (role != null) {
                roles.put(value, role);
            }
        });
        return roles;
    }

    private static String given(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    private static String issuer(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException("is not a URL: " + failure.getReason(), failure);
        }
        if (uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || text.length() > LONGEST_ISSUER) {
            throw new IllegalArgumentException(
                    "must be the provider's URL as its tokens have it in iss, such as"
                            + " https://login.example.com, of at most "
                            + LONGEST_ISSUER
                            + " characters and without user, query and fragment");
        } else if (!secure(uri)) {
            throw new IllegalArgumentException(
                    "must begin with https://: whoever could change the keys on their way could"
                            + " let anybody in; http:// is for this machine alone");
        }
        return text;
    }

    /** Whether what a URL answers comes from there: over TLS, or from this machine. */
    public static boolean secure(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                && (scheme.equals("https") || (scheme.equals("http") && loopback(uri.getHost())));
    }

    /** Whether that is this machine. */
    public static boolean loopback(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host, 0)
                .loopback();
    }
}
