package dev.clawgateway.server.dialect.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.control.leadership.LeaderInbox;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.control.operations.configuration.Reconfigured;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.Methods;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.HandClock;
import dev.clawgateway.server.health.ChannelAccount;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.HealthStatus;
import dev.clawgateway.server.logging.RecentLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GatewayMethodsTest {
    private static final String FILE = "claw/gateway.toml";

    private final HandClock time = new HandClock();
    private List<ChannelAccount> channels = List.of();
    private final RecentLines lines = new RecentLines(1000);
    private final Methods methods = methods();

    private Methods methods() {
        LeaderInbox inbox = new LeaderInbox();
        Desk desk = new Desk(new RoleAccess(), inbox, inbox, Runnable::run);
        GatewayOperations gateway =
                new GatewayOperations(desk, new PublishedView(Snapshot.EMPTY, 10), time);
        HealthMonitor monitor =
                new HealthMonitor(
                        new Healthy(),
                        () -> channels,
                        () -> 3,
                        () -> new HealthStatus.Memory(1, 2),
                        time);
        List<MethodEntry> entries = new ArrayList<>();
        entries.addAll(new StatusMethods(monitor, gateway, "1.2.3", time).entries());
        entries.addAll(new ChannelMethods(monitor, gateway, time).entries());
        entries.addAll(new LogMethods(lines, gateway, Runnable::run).entries());
        entries.addAll(
                new ConfigMethods(
                                new ConfigurationOperations(desk, new Known(), Runnable::run),
                                gateway,
                                "1.2.3",
                                time)
                        .entries());
        entries.addAll(NeutralMethods.entries());
        return new Methods(entries);
    }

    /** Nothing is wrong. */
    private static final class Healthy implements HealthSource {
        @Override
        public Health health() {
            return Health.HEALTHY;
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public List<String> notReady() {
            return List.of();
        }
    }

    /** A small configuration. */
    private static final class Known implements Reconfiguration {
        @Override
        public Reconfigured reload() {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public Reconfigured tried() {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public void logLevel(String level) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public List<KnownSetting> inForce() {
            return List.of(
                    new KnownSetting("server.port", "8080", FILE + ":3"),
                    new KnownSetting("server.host", "\"0.0.0.0\"", null),
                    new KnownSetting("server.tls", "", null),
                    new KnownSetting("auth.enabled", "true", "--no-auth"),
                    new KnownSetting("auth.secret", Setting.HIDDEN, FILE + ":9"),
                    new KnownSetting("listener.guests.dialects", "[\"claw\", \"api\"]", null));
        }
    }

    private OpenClawFrame.Response ask(FakeClient client, String method, String params) {
        methods.serve(client.call(method, params));
        client.session().turn();
        return (OpenClawFrame.Response) client.told();
    }

    private String payload(String scope, String method, String params) {
        OpenClawFrame.Response told = ask(FakeClient.operator(1, scope), method, params);
        assertThat(told.error()).isNull();
        JsonNode payload = told.payload();
        return payload == null ? "" : payload.toString();
    }

    private OpenClawError error(String scope, String method, String params) {
        OpenClawError error = ask(FakeClient.operator(1, scope), method, params).error();
        assertThat(error).isNotNull();
        return error;
    }

    @Test
    void healthHasEveryMemberThatClientsRead() {
        assertThat(payload("none", "health", "{\"probe\":true,\"later\":1}"))
                .isEqualTo(
                        "{\"ok\":true,\"ts\":1772600400000,\"channels\":{},\"channelOrder\":[],"
                                + "\"channelLabels\":{},\"heartbeatSeconds\":0,"
                                + "\"defaultAgentId\":\"main\",\"agents\":[],"
                                + "\"sessions\":{\"path\":\"\",\"count\":0,\"recent\":[]},"
                                + "\"durationMs\":0}");
        assertThat(error("none", "health", "{\"probe\":1}").message())
                .startsWith("invalid health params: ");
    }

    @Test
    void statusTellsOfTheFleetAndTheGateway() {
        assertThat(payload(Scopes.READ, "status", "{\"includeChannelSummary\":true}"))
                .isEqualTo(
                        "{\"runtimeVersion\":\"1.2.3\","
                                + "\"heartbeat\":{\"defaultAgentId\":\"main\",\"agents\":[]},"
                                + "\"channelSummary\":[],\"queuedSystemEvents\":[],"
                                + "\"sessions\":{\"paths\":[],\"count\":0,\"defaults\":{},"
                                + "\"recent\":[],\"byAgent\":[]},"
                                + "\"fleet\":{\"nodes\":0,\"connected\":0,\"gpus\":0,\"gpusFree\":0,"
                                + "\"workloads\":0},"
                                + "\"gateway\":{\"status\":\"healthy\",\"uptime\":0,"
                                + "\"connections\":3,\"channels\":[],"
                                + "\"memory\":{\"heapUsed\":1,\"heapTotal\":2},"
                                + "\"timestamp\":1772600400000}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron.list      | {\"limit\":5}     | {\"jobs\":[]}",
                "cron.status    | {}                | {\"enabled\":false,\"storePath\":\"\",\"jobs\":0}",
                "set-heartbeats | {\"enabled\":true} | {\"ok\":true,\"enabled\":true}",
                "channels.status| {\"probe\":false,\"timeoutMs\":5000} |"
                        + " {\"ts\":1772600400000,\"channels\":{},\"channelOrder\":[],"
                        + "\"channelLabels\":{},\"channelDetailLabels\":{},"
                        + "\"channelSystemImages\":{},\"channelMeta\":[],\"channelAccounts\":{},"
                        + "\"channelDefaultAccountId\":{}}"
            })
    void answersNeutrallyOfWhatThereIsNot(String method, String params, String answer) {
        assertThat(payload(Scopes.ADMIN, method, params)).isEqualTo(answer);
    }

    @Test
    void thereWasNoHeartbeatOfAnAgent() {
        FakeClient reader = FakeClient.operator(1, Scopes.READ);

        methods.serve(reader.call("last-heartbeat", "{}"));

        assertThat(reader.session().sent())
                .containsExactly("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":null}");
    }

    @Test
    void showsChannelsAndTheirAccounts() {
        channels =
                List.of(
                        new ChannelAccount(
                                "webhook",
                                "default",
                                true,
                                Instant.ofEpochMilli(1795240000000L),
                                null,
                                null),
                        new ChannelAccount("mail", "ops", false, null, null, "refused"),
                        new ChannelAccount("mail", "dev", false, null, null, null));

        assertThat(payload(Scopes.READ, "channels.status", "{\"channel\":\"webhook\"}"))
                .isEqualTo(
                        "{\"ts\":1772600400000,\"channels\":{\"webhook\":{\"configured\":true,"
                                + "\"running\":true,\"lastStartAt\":1795240000000,"
                                + "\"lastStopAt\":null,\"lastError\":null}},"
                                + "\"channelOrder\":[\"webhook\"],"
                                + "\"channelLabels\":{\"webhook\":\"webhook\"},"
                                + "\"channelDetailLabels\":{\"webhook\":\"webhook\"},"
                                + "\"channelSystemImages\":{},\"channelMeta\":[{\"id\":\"webhook\","
                                + "\"label\":\"webhook\",\"detailLabel\":\"webhook\"}],"
                                + "\"channelAccounts\":{\"webhook\":[{\"accountId\":\"default\","
                                + "\"enabled\":true,\"configured\":true,\"running\":true,"
                                + "\"lastStartAt\":1795240000000,\"lastStopAt\":null,"
                                + "\"lastError\":null,\"connected\":true}]},"
                                + "\"channelDefaultAccountId\":{\"webhook\":\"default\"}}");
        assertThat(payload(Scopes.READ, "channels.status", "{}"))
                .contains(
                        "\"channelOrder\":[\"webhook\",\"mail\"]",
                        "\"channelDefaultAccountId\":{\"webhook\":\"default\",\"mail\":\"ops\"}");
        assertThat(payload("none", "health", "{}"))
                .contains("\"channelOrder\":[\"webhook\",\"mail\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channels.start", "channels.stop", "channels.logout"})
    void knowsNoChannelByName(String method) {
        assertThat(error(Scopes.ADMIN, method, "{\"channel\":\"telegram\"}"))
                .isEqualTo(OpenClawError.invalid("invalid " + method + " channel"));
        assertThat(error(Scopes.ADMIN, method, "{}").message())
                .startsWith("invalid " + method + " params: ");
    }

    @Test
    void refusesABadTimeout() {
        assertThat(error(Scopes.READ, "channels.status", "{\"timeoutMs\":999}").message())
                .startsWith("invalid channels.status params: ");
    }

    @Test
    void tailsTheLogFromWhereItWasLeft() {
        lines.add("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        assertThat(payload(Scopes.READ, "logs.tail", "{\"limit\":1}"))
                .isEqualTo(
                        "{\"file\":\"stderr\",\"cursor\":8,\"size\":8,\"lines\":[\"two\"],"
                                + "\"truncated\":true}");

        lines.add("three\n".getBytes(StandardCharsets.UTF_8));

        assertThat(payload(Scopes.READ, "logs.tail", "{\"cursor\":8}"))
                .isEqualTo("{\"file\":\"stderr\",\"cursor\":14,\"size\":14,\"lines\":[\"three\"]}");
        assertThat(payload(Scopes.READ, "logs.tail", "{\"cursor\":99,\"maxBytes\":6}"))
                .isEqualTo(
                        "{\"file\":\"stderr\",\"cursor\":14,\"size\":14,\"lines\":[\"three\"],"
                                + "\"truncated\":true,\"reset\":true}");
        for (String bad : List.of("{\"limit\":5001}", "{\"maxBytes\":0}", "{\"cursor\":-1}")) {
            assertThat(error(Scopes.READ, "logs.tail", bad).message())
                    .startsWith("invalid logs.tail params: ");
        }
    }

    @Test
    void showsTheConfigurationWithoutItsSecrets() throws Exception {
        JsonNode told = JsonTree.parse(payload(Scopes.ADMIN, "config.get", "{}"));

        assertThat(told.path("config").toString())
                .isEqualTo(
                        "{\"auth\":{\"enabled\":true,\"secret\":\"__OPENCLAW_REDACTED__\"},"
                                + "\"listener\":{\"guests\":{\"dialects\":[\"claw\",\"api\"]}},"
                                + "\"server\":{\"host\":\"0.0.0.0\",\"port\":8080}}");
        assertThat(told.path("parsed")).isEqualTo(told.path("config"));
        assertThat(told.path("path").asString()).isEqualTo(FILE);
        assertThat(told.path("exists").asBoolean()).isTrue();
        assertThat(told.path("hash").asString()).hasSize(64);
        assertThat(told.path("raw").asString())
                .contains("server.port = 8080\n")
                .doesNotContain("***");
        assertThat(told.path("warnings").isEmpty()).isTrue();
        JsonNode schema = JsonTree.parse(payload(Scopes.ADMIN, "config.schema", "{}"));
        assertThat(schema.path("schema").path("properties").path("server").toString())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"host\":{\"type\":\"string\"},"
                                + "\"port\":{\"type\":\"integer\"}}}");
    }

    @Test
    void hidesTheConfigurationFromWhoMayNotSeeIt() throws Exception {
        JsonNode told = JsonTree.parse(payload(Scopes.READ, "config.get", "{}"));

        assertThat(told.path("config").isEmpty()).isTrue();
        assertThat(told.path("raw").asString()).isEmpty();
        assertThat(told.path("warnings").get(0).path("message").asString())
                .contains("administrators");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.set", "config.patch", "config.apply"})
    void writesNoConfigurationAndSaysWhereItIs(String method) {
        OpenClawError error = error(Scopes.ADMIN, method, "{\"raw\":\"{}\",\"baseHash\":\"1\"}");

        assertThat(error.code()).isEqualTo(OpenClawCode.UNAVAILABLE);
        assertThat(error.message()).contains(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node.invoke.progress",
                "node.pending.pull",
                "node.pending.ack",
                "node.pending.drain",
                "node.pluginTools.update",
                "node.skills.update",
                "node.runnerInventory.update",
                "node.pluginSurface.refresh"
            })
    void takesWhatNewerNodesTell(String method) {
        OpenClawFrame.Response told = ask(FakeClient.node(1, "device"), method, "{\"a\":[]}");

        assertThat(told.ok()).isTrue();
        assertThat(told.payload()).hasToString("{\"ok\":true}");
    }

    @Test
    void nodesAreToldOfNoPrograms() {
        assertThat(ask(FakeClient.node(1, "device"), "skills.bins", "{}").payload())
                .hasToString("{\"bins\":[]}");
    }
}
