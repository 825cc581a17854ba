package dev.clawgateway.server.config;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.server.config.openclaw.OpenClawConfig;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Approval;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Auth;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Commands;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Limits;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Mode;
import dev.clawgateway.server.config.openclaw.OpenClawConfig.Times;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [openclaw]} and {@code [gateway]}. The latter has the keys of OpenClaw's own
 * configuration, in both of its forms, so that what stands there can be written here as it is.
 */
final class OpenClawReader {
    private static final String LISTENER = "openclaw";
    private static final int PORT = 18_789;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_MILLIS = 3_600_000;
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_.-]+\\*?|\\*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
    private static final List<String> BINDS =
            List.of("loopback", "lan", "auto", "custom", "tailnet");
    private static final List<String> MODES = List.of("none", "token", "password", "trusted-proxy");

    private final ConfigReader reader;
    private final Section own;
    private final Section gateway;
    private final Section auth;
    private final Section tls;

    private OpenClawReader(ConfigReader reader) {
        this.reader = reader;
        own = reader.section("openclaw");
        gateway = reader.section("gateway");
        auth = gateway.section("auth");
        tls = gateway.section("tls");
    }

    /**
     * What came of it.
     *
     * @param listeners those of the file, and one more where these clients are to come and none of
     *     them is for that
     */
    record Read(OpenClawConfig config, List<ListenerConfig> listeners) {}

    static Read read(ConfigReader reader, List<ListenerConfig> listeners, TlsConfig certificate) {
        return new OpenClawReader(reader).read(listeners, certificate);
    }

    private Read read(List<ListenerConfig> listeners, TlsConfig certificate) {
        Boolean said = own.optionalFlag("enabled");
        String path = own.text("path", "/openclaw");
        if (!path.startsWith("/")) {
            own.refuse("path", "must begin with /");
        }
        boolean nonceless = own.flag("allow_nonceless", false);
        Limits limits = limits();
        DeviceChoice choice = own.choice("device_choice", DeviceChoice.FIRST_N);
        Approval approval = approval();
        ListenAddress address = address();
        Times times = times();
        boolean named =
                listeners.stream()
                        .map(ListenerConfig::dialects)
                        .anyMatch(words -> words != null && words.contains(LISTENER));
        boolean enabled = said == null ? named || address != null || stands() : said;
        if (!enabled && named) {
            own.refuse("enabled", "is false, and a listener names openclaw among its dialects");
        }
        OpenClawConfig config =
                new OpenClawConfig(
                        enabled,
                        path,
                        auth(enabled),
                        times,
                        gateway.section("controlUi")
                                .words(
                                        "allowedOrigins",
                                        ORIGIN,
                                        "must be origins such as https://console.example"),
                        gateway.ranges("trustedProxies"),
                        nonceless,
                        limits,
                        commands(),
                        approval,
                        choice);
        reload();
        ListenerConfig more = listener(address, certificate);
        boolean further = enabled && (!named || address != null);
        List<ListenerConfig> all = new ArrayList<>(listeners);
        if (further) {
            all.add(more);
        }
        return new Read(config, all);
    }

    /** Whether the file says who may come: nobody says so who wants nobody to. */
    private boolean stands() {
        return auth.has("mode") || auth.has("token") || auth.has("password") || tls.has("enabled");
    }

    private Limits limits() {
        return new Limits(
                own.integer("max_waiting_requests", 256, 1, 10_000),
                own.number("operator_buffer_bytes", 8 << 20, 1 << 16, 1 << 30),
                own.number("node_buffer_bytes", 1 << 20, 1 << 16, 1 << 30),
                own.seconds("stall_secs", 30, 1, 3600));
    }

    private Approval approval() {
        return new Approval(
                own.flag("approve_local_operators", true),
                own.flag("approve_local_nodes", false),
                own.ranges("approve_networks"),
                own.flag("approve_node_tokens", false),
                own.flag("approve_join_tokens", false),
                labels(own.texts("approve_labels", List.of())));
    }

    private Map<String, String> labels(List<String> written) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : written) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                own.refuse("approve_labels", "must be labels such as rack=7");
            } else {
                labels.put(label.substring(0, equals), label.substring(equals + 1));
            }
        }
        return labels;
    }

    private Times times() {
        Long tick = gateway.optionalNumber("heartbeatInterval", 1000, MAX_MILLIS);
        Long handshake = gateway.optionalNumber("connectionTimeout", 100, MAX_MILLIS);
        return new Times(
                Duration.ofMillis(tick == null ? 30_000 : tick),
                Duration.ofMillis(handshake == null ? 15_000 : handshake));
    }

    /** Null where nobody said. */
    private @Nullable ListenAddress address() {
        Long port = gateway.optionalNumber("port", 0, MAX_PORT);
        String host = host();
        return port == null && host == null
                ? null
                : new ListenAddress(
                        host == null ? "127.0.0.1" : host, port == null ? PORT : port.intValue());
    }

    /** A word, as OpenClaw writes it today, or a table as it was once described. */
    private @Nullable String host() {
        String custom = gateway.optionalText("customBindHost", text -> text);
        if (gateway.isTable("bind")) {
            return hostByTable(gateway.section("bind"));
        }
        String word = gateway.optionalText("bind", OpenClawReader::bind);
        Section empty = reader.section("gateway.bind"); // declares its keys
        String none = hostByTable(empty);
        if (word == null) {
            return none;
        }
        if (word.equals("custom") && custom == null) {
            gateway.refuse("customBindHost", "must be given with bind = \"custom\"");
        }
        return switch (word) {
            case "lan" -> "0.0.0.0";
            case "custom" -> custom;
            case "tailnet" -> {
                gateway.refuse(
                        "bind", "\"tailnet\" is not known here; name the address: \"custom\"");
                yield null;
            }
            default -> "127.0.0.1";
        };
    }

    private static String bind(String word) {
        if (!BINDS.contains(word)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", BINDS));
        }
        return word;
    }

    private static @Nullable String hostByTable(Section bind) {
        Boolean loopback = bind.optionalFlag("loopback");
        Boolean lan = bind.optionalFlag("lan");
        String host = bind.optionalText("host", text -> text);
        if (host != null) {
            return host;
        } else if (Boolean.TRUE.equals(lan)) {
            return "0.0.0.0";
        }
        return loopback == null && lan == null ? null : "127.0.0.1";
    }

    private Auth auth(boolean enabled) {
        String mode =
                auth.optionalText(
                        "mode",
                        text -> {
                            if (!MODES.contains(text)) {
                                throw new IllegalArgumentException(
                                        "must be one of " + String.join(", ", MODES));
                            }
                            return text;
                        });
        Secret token = secret("token", "OPENCLAW_GATEWAY_TOKEN", enabled);
        Secret password = secret("password", "OPENCLAW_GATEWAY_PASSWORD", enabled);
        boolean local = Boolean.TRUE.equals(auth.optionalFlag("allowInsecureLocal"));
        if (Boolean.TRUE.equals(auth.optionalFlag("allowTailscale"))) {
            auth.refuse("allowTailscale", "who somebody is there is not asked of Tailscale here");
        }
        int free = attempts(auth.section("rateLimit"));
        if ("trusted-proxy".equals(mode)) {
            auth.refuse("mode", "\"trusted-proxy\" is not known here");
        }
        Mode kind =
                mode == null
                        ? password != null ? Mode.PASSWORD : token != null ? Mode.TOKEN : Mode.NONE
                        : switch (mode) {
                            case "token" -> Mode.TOKEN;
                            case "password" -> Mode.PASSWORD;
                            default -> Mode.NONE;
                        };
        Secret chosen =
                switch (kind) {
                    case NONE -> null;
                    case TOKEN -> token;
                    case PASSWORD -> password;
                };
        if (kind != Mode.NONE && chosen == null) {
            auth.refuse("mode", "needs gateway.auth." + String.valueOf(mode) + " beside it");
        }
        return new Auth(kind, chosen, local, free);
    }

    /** The others are read, since OpenClaw has them, and say nothing. */
    private static int attempts(Section limit) {
        Long most = limit.optionalNumber("maxAttempts", 1, 10_000);
        limit.optionalNumber("windowMs", 1, Long.MAX_VALUE);
        limit.optionalNumber("lockoutMs", 1, Long.MAX_VALUE);
        limit.optionalFlag("exemptLoopback");
        return most == null ? 10 : most.intValue();
    }

    private @Nullable Secret secret(String key, String variable, boolean enabled) {
        Secret written = auth.secret(key);
        String reference = "${" + variable + "}";
        if (written != null || !enabled || !reader.environment().missing(reference).isEmpty()) {
            return written;
        }
        String found = reader.environment().expand(reference);
        return found.isBlank() ? null : new Secret(found);
    }

    private Commands commands() {
        Section nodes = gateway.section("nodes");
        Section now = nodes.section("commands");
        return new Commands(
                both(nodes, "allowCommands", now, "allow"),
                both(nodes, "denyCommands", now, "deny"));
    }

    private static List<String> both(Section old, String oldKey, Section now, String key) {
        String problem = "must be commands such as gpu.list or workload.*";
        List<String> all = new ArrayList<>(old.words(oldKey, COMMAND, problem));
        all.addAll(now.words(key, COMMAND, problem));
        return all;
    }

    /** Says nothing here: this gateway reads its file again when it is told to. */
    private void reload() {
        Section section = gateway.section("reload");
        section.optionalText("mode", text -> text);
        section.optionalNumber("debounceMs", 0, MAX_MILLIS);
    }

    private ListenerConfig listener(@Nullable ListenAddress address, TlsConfig certificate) {
        Boolean secured = tls.optionalFlag("enabled");
        Path cert = either("cert", "certPath");
        Path key = either("key", "keyPath");
        Path authority = either("ca", "caPath");
        if (Boolean.TRUE.equals(tls.optionalFlag("autoGenerate"))) {
            tls.refuse("autoGenerate", "is not known here; `claw-gateway tls` makes certificates");
        }
        boolean own =
                cert != null
                        && (!cert.equals(certificate.certPath())
                                || key == null
                                || !key.equals(certificate.keyPath()));
        if (own) {
            tls.refuse(
                    tls.has("cert") ? "cert" : "certPath",
                    "must be that of [tls], with its key: a gateway has one certificate");
        }
        if (Boolean.TRUE.equals(secured) && !certificate.enabled()) {
            tls.refuse("enabled", "needs tls.cert_path and tls.key_path");
        }
        boolean https = secured == null ? certificate.enabled() : secured;
        return new ListenerConfig(
                LISTENER,
                address == null ? new ListenAddress("127.0.0.1", PORT) : address,
                null,
                null,
                https && certificate.enabled(),
                authority == null
                        ? null
                        : new ListenerConfig.ClientCerts(
                                authority,
                                false,
                                ListenerConfig.ClientCerts.Field.SUBJECT,
                                ListenerConfig.ClientCerts.ClientRole.NODE),
                Set.of(LISTENER),
                null);
    }

    private @Nullable Path either(String key, String other) {
        Path one = tls.optionalFile(key);
        Path two = tls.optionalFile(other);
        return one == null ? two : one;
    }
}
