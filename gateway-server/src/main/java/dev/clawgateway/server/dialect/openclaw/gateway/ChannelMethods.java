package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.health.ChannelAccount;
import dev.clawgateway.server.health.HealthMonitor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Channels to messaging networks. None can be started here yet, whatever its name. */
public final class ChannelMethods {
    private static final String DEFAULT_ACCOUNT = "default";
    private static final Kind<Long> TIMEOUT = Kinds.wide(1000, Long.MAX_VALUE);

    private final HealthMonitor monitor;
    private final GatewayOperations gateway;
    private final Time time;

    /** Of the channels that a monitor watches. */
    public ChannelMethods(HealthMonitor monitor, GatewayOperations gateway, Time time) {
        this.monitor = monitor;
        this.gateway = gateway;
        this.time = time;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator("channels.status", Scopes.READ, this::status),
                MethodEntry.operator("channels.start", Scopes.ADMIN, ChannelMethods::none),
                MethodEntry.operator("channels.stop", Scopes.ADMIN, ChannelMethods::none),
                MethodEntry.operator("channels.logout", Scopes.ADMIN, ChannelMethods::none));
    }

    private record Wanted(boolean probe, @Nullable Long timeoutMs, @Nullable String channel) {}

    private void status(MethodCall call) {
        Wanted wanted =
                ParamReader.read(
                        call,
                        in ->
                                new Wanted(
                                        in.otherwise("probe", Kinds.FLAG, Boolean.FALSE),
                                        in.optional("timeoutMs", TIMEOUT),
                                        in.optional("channel", Kinds.TEXT)));
        if (wanted != null) {
            gateway.status(call.caller(), call.told(_ -> status(wanted.channel)));
        }
    }

    private ObjectNode status(@Nullable String only) {
        List<ChannelAccount> accounts =
                monitor.channels().stream()
                        .filter(account -> only == null || only.equals(account.channelId()))
                        .toList();
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("ts", time.now().toEpochMilli());
        summaries(accounts, json);
        ObjectNode details = json.putObject("channelDetailLabels");
        json.putObject("channelSystemImages");
        json.putArray("channelMeta");
        ObjectNode byChannel = json.putObject("channelAccounts");
        ObjectNode usual = json.putObject("channelDefaultAccountId");
        for (ChannelAccount account : accounts) {
            String id = account.channelId();
            if (!details.has(id)) {
                details.put(id, id);
                usual.put(id, account.accountId());
                json.withArray("channelMeta")
                        .addObject()
                        .put("id", id)
                        .put("label", id)
                        .put("detailLabel", id);
            }
            byChannel.withArray(id).add(snapshot(account));
        }
        return json;
    }

    /** What is said of all channels, of the one with several accounts by the first. */
    static void summaries(List<ChannelAccount> accounts, ObjectNode json) {
        ObjectNode channels = json.putObject("channels");
        json.putArray("channelOrder");
        ObjectNode labels = json.putObject("channelLabels");
        for (ChannelAccount account : accounts) {
            if (!channels.has(account.channelId())) {
                channels.set(account.channelId(), summary(account));
                json.withArray("channelOrder").add(account.channelId());
                labels.put(account.channelId(), account.channelId());
            }
        }
    }

    private static ObjectNode snapshot(ChannelAccount account) {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("accountId", account.accountId()).put("enabled", true);
        json.setAll(summary(account));
        return json.put("connected", account.running());
    }

    private static ObjectNode summary(ChannelAccount account) {
        return JsonTree.MAPPER
                .createObjectNode()
                .put("configured", true)
                .put("running", account.running())
                .put("lastStartAt", millis(account.lastStart()))
                .put("lastStopAt", millis(account.lastStop()))
                .put("lastError", account.lastError());
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    private record Named(String channel, String account) {}

    private static void none(MethodCall call) {
        Named named =
                ParamReader.read(
                        call,
                        in ->
                                new Named(
                                        in.required("channel", Kinds.TEXT),
                                        in.otherwise("accountId", Kinds.TEXT, DEFAULT_ACCOUNT)));
        if (named != null) {
            call.fail(OpenClawError.invalid("invalid " + call.method() + " channel"));
        }
    }
}
