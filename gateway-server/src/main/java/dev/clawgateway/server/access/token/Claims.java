package dev.clawgateway.server.access.token;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The claims of a token as JSON members. Reads nothing but what it writes. */
final class Claims {
    /** Who writes tokens, and for whom: nobody else's are for us, and ours for nobody else. */
    private static final String GATEWAY = "claw-gateway";

    private static final String OPERATOR = "operator";
    private static final String NODE = "node";
    private static final String JOIN = "join";

    private Claims() {}

    static Map<String, Object> of(Credential credential) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", GATEWAY);
        claims.put("aud", GATEWAY);
        claims.put("sub", credential.holder().subject());
        claims.put("jti", credential.id());
        claims.put("iat", credential.issued().getEpochSecond());
        claims.put("exp", credential.expires().getEpochSecond());
        switch (credential.holder()) {
            case Holder.Operator(String _, Rights rights) -> put(claims, rights);
            case Holder.Node(String node, Map<String, String> labels) ->
                    put(claims, NODE, node, labels);
            case Holder.Join(String node, Map<String, String> labels, int uses) -> {
                put(claims, JOIN, node, labels);
                claims.put("uses", uses);
            }
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, Rights rights) {
        claims.put("kind", OPERATOR);
        claims.put("role", rights.role().text());
        List<String> clusters = rights.virtualClusters();
        if (clusters != null) {
            claims.put("virtual_clusters", clusters);
        }
        claims.put("own_only", rights.ownOnly());
    }

    private static void put(
            Map<String, Object> claims, String kind, String node, Map<String, String> labels) {
        claims.put("kind", kind);
        claims.put("node", node);
        claims.put("labels", labels);
    }

    /** Null for what is not as written here. */
    static @Nullable Credential read(@Nullable Map<String, Object> claims) {
        if (claims == null) {
            return null;
        }
        try {
            return credential(claims);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
            return null;
        }
    }

    private static Credential credential(Map<String, Object> claims) {
        String subject = text(claims, "sub");
        Holder holder = holder(claims, subject);
        Instant issued = Instant.ofEpochSecond(number(claims, "iat"));
        Instant expires = Instant.ofEpochSecond(number(claims, "exp"));
        require(text(claims, "iss").equals(GATEWAY));
        require(text(claims, "aud").equals(GATEWAY));
        require(holder.subject().equals(subject));
        require(expires.isAfter(issued));
        return new Credential(text(claims, "jti"), holder, issued, expires);
    }

    private static Holder holder(Map<String, Object> claims, String subject) {
        return switch (text(claims, "kind")) {
            case OPERATOR -> {
                require(!subject.contains(Holder.PREFIX));
                yield new Holder.Operator(subject, rights(claims));
            }
            case NODE -> new Holder.Node(text(claims, "node"), labels(claims));
            case JOIN ->
                    new Holder.Join(
                            text(claims, "node"),
                            labels(claims),
                            Math.toIntExact(number(claims, "uses")));
            default -> throw new IllegalArgumentException();
        };
    }

    private static Rights rights(Map<String, Object> claims) {
        Role role = Role.of(text(claims, "role"));
        if (role == null || !(claims.get("own_only") instanceof Boolean ownOnly)) {
            throw new IllegalArgumentException();
        }
        return new Rights(role, clusters(claims), ownOnly);
    }

    /** Absent means all; what is there and no list of words means nothing good. */
    private static @Nullable List<String> clusters(Map<String, Object> claims) {
        if (!claims.containsKey("virtual_clusters")) {
            return null;
        }
        if (!(claims.get("virtual_clusters") instanceof List<?> words)) {
            throw new IllegalArgumentException();
        }
        return words.stream().map(word -> word instanceof String text ? text : refuse()).toList();
    }

    private static Map<String, String> labels(Map<String, Object> claims) {
        if (!(claims.get("labels") instanceof Map<?, ?> written)) {
            throw new IllegalArgumentException();
        }
        Map<String, String> labels = new TreeMap<>();
        written.forEach((key, value) ->
                labels.put(
                        key instanceof String text ? text : refuse(),
                        value instanceof String text ? text : refuse()));
        return labels;
    }

    private static String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? text : refuse();
    }

    private static long number(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Long number ? number : refuseNumber();
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException();
        }
    }

    private static String refuse() {
        throw new IllegalArgumentException();
    }

    private static long refuseNumber() {
        throw new IllegalArgumentException();
    }
}
