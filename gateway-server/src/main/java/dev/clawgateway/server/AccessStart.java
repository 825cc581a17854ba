package dev.clawgateway.server;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.net.gate.UnixUsers;
import dev.clawgateway.server.access.key.KeyFile;
import dev.clawgateway.server.access.key.KeyRing;
import dev.clawgateway.server.access.key.KeySource;
import dev.clawgateway.server.access.listener.ListenerAuthenticator;
import dev.clawgateway.server.access.provider.ProviderSource;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides at the start whether callers are asked who they are, by the configuration and by what the
 * data folder was used for before, and says so.
 */
final class AccessStart {
    /** In a data folder whose gateway has asked its callers once, so that nodes have tokens. */
    static final String ASKED = "auth.on";

    /** In the data folder, when nobody sat at a terminal to be told. */
    static final String FIRST_TOKEN = "admin.token";

    private static final Logger LOG = LoggerFactory.getLogger(AccessStart.class);
    private static final Duration FIRST_TOKEN_GOOD = Duration.ofDays(30);

    private final GatewayConfig config;
    private final GatewayRuntime runtime;
    private final @Nullable Consumer<String> terminal;

    private AccessStart(
            GatewayConfig config, GatewayRuntime runtime, @Nullable Consumer<String> terminal) {
        this.config = config;
        this.runtime = runtime;
        this.terminal = terminal;
    }

    /**
     * The doors of a gateway.
     *
     * @throws StartException when nobody said whether a fleet that knows no tokens is to be asked
     *     for some, or the keys cannot be had
     */
    static DoorSetup of(GatewayConfig config, Store store, GatewayRuntime runtime)
            throws StartException {
        return of(config, store, runtime, terminal());
    }

    static DoorSetup of(
            GatewayConfig config,
            Store store,
            GatewayRuntime runtime,
            @Nullable Consumer<String> terminal)
            throws StartException {
        if (!config.asksCallers()) {
            return open(config);
        }
        AccessStart start = new AccessStart(config, runtime, terminal);
        if (config.auth().enabled() == null && !config.localOnly() && !start.asked()) {
            start.refuseToCutOff(store);
        }
        try {
            OidcConfig provider = config.auth().oidc();
            return start.byListener(
                    new TokenDoors(
                            start.keys(), provider == null ? null : new ProviderSource(provider)));
        } catch (IOException failure) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION, "auth: " + failure.getMessage(), failure);
        }
    }

    /** Where a listener asks nobody, or the kernel says who is there, nothing need be shown. */
    private DoorSetup byListener(DoorSetup asking) throws IOException {
        Set<String> unasked = config.unasked();
        boolean unix =
                config.listeners().stream().anyMatch(one -> one.bindAddress().file() != null);
        if (unasked.isEmpty() && !unix) {
            return asking;
        }
        PartSettings.ways(config)
                .warnings(config.netSettings(Integer.MAX_VALUE))
                .forEach(warning -> LOG.atWarn().log(warning));
        int ownUser = UnixUsers.ownUser();
        return (kept, nodes, runtime) -> {
            Doors doors = asking.over(kept, nodes, runtime);
            return doors.with(new ListenerAuthenticator(unasked, ownUser, doors.authenticator()));
        };
    }

    private static @Nullable Consumer<String> terminal() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<Consumer<String>>map(console -> text -> console.writer().println(text))
                .orElse(null);
    }

    private static DoorSetup open(GatewayConfig config) {
        if (config.localOnly()) {
            return DoorSetup.OPEN;
        }
        LOG.atWarn()
                .addKeyValue("address", config.server().bindAddress())
                .log(
                        "listening beyond this machine WITHOUT AUTHENTICATION, as auth.enabled ="
                                + " false says: whoever reaches the port can run work on the"
                                + " fleet; set it to true, or bind to 127.0.0.1");
        return (_, _, _) -> Doors.OPEN_TO_ALL;
    }

    private boolean asked() {
        return Files.exists(data(ASKED)) || Files.exists(data(KeyFile.NAME));
    }

    private Path data(String name) {
        return config.storage().dataDir().resolve(name);
    }

    /** Nodes that have no tokens would not get in any more. */
    private void refuseToCutOff(Store store) throws StartException {
        int nodes = store.load().nodes().size();
        if (nodes > 0) {
            throw new StartException(
                    DaemonExitCode.CONFIGURATION,
                    "auth.enabled is not set, and "
                            + nodes
                            + " nodes of this data folder have joined without tokens: asking for"
                            + " tokens now would cut them off. Choose under [auth]: enabled = true,"
                            + " and give each node a token first (claw-gateway token create"
                            + " --config FILE --node NAME); or enabled = false, and whoever reaches "
                            + config.server().bindAddress()
                            + " can run work on the fleet, as before",
                    null);
        }
    }

    private KeyRing keys() throws IOException {
        KeySource source = KeySource.of(config);
        boolean fresh = source.fresh();
        KeyRing keys = source.open(AccessStart::secret);
        if (!asked() || fresh) {
            KeyFile.writePrivately(data(ASKED), "");
        }
        if (fresh) {
            welcome(keys);
        }
        for (ListenAddress address : config.cleartextAddresses()) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .log(
                            "tokens travel in the clear: set tls.cert_path and tls.key_path, or let"
                                    + " a proxy that speaks TLS stand before a gateway on 127.0.0.1");
        }
        return keys;
    }

    static byte[] secret() {
        byte[] secret = new byte[48];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** Once: how to get in. The token itself is for a terminal or a file, never for a log. */
    private void welcome(KeyRing keys) throws IOException {
        String token = firstToken(keys);
        LOG.info(
                "callers need a token: `claw-gateway login --token-file FILE` keeps the first one; then"
                        + " `claw-gateway token create --join` makes one by which nodes join"
                        + " (`claw-gateway agent --join-file FILE`), and with --role instead of --join"
                        + " one for a person");
        if (terminal == null) {
            Path file = data(FIRST_TOKEN);
            KeyFile.writePrivately(file, token + "\n");
            LOG.atInfo()
                    .addKeyValue("file", file.toAbsolutePath().normalize())
                    .log("the first token, of an admin for 30 days, is in a file: move it away");
        } else {
            terminal.accept("The first token, of an admin for 30 days, is shown this once:");
            terminal.accept(token);
        }
    }

    private String firstToken(KeyRing keys) {
        Instant now = runtime.time().now().truncatedTo(ChronoUnit.SECONDS);
        return new TokenCodec(keys::keys)
                .sign(
                        new Credential(
                                runtime.ids().get().toString(),
                                new Holder.Operator("admin", Rights.FULL),
                                now,
                                now.plus(FIRST_TOKEN_GOOD)));
    }
}
