package dev.clawgateway.server.dialect.api.configuration;

import dev.clawgateway.control.operations.configuration.ChangedKey;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.control.operations.configuration.Reconfigured;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import java.util.List;
import java.util.Map;

/** The gateway's configuration. */
public final class ConfigurationNoun implements ApiNoun {
    private static final int OK = 200;
    private static final int UNUSABLE = 422;

    private final ConfigurationOperations operations;

    public ConfigurationNoun(ConfigurationOperations operations) {
        this.operations = operations;
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "reloadConfiguration",
                call ->
                        operations.reload(
                                call.caller(), call.reply(ConfigurationNoun::reconfigured)),
                "getConfigurationChanges",
                call ->
                        operations.compare(
                                call.caller(), call.reply(ConfigurationNoun::reconfigured)),
                "setLogLevel",
                this::setLogLevel,
                "getConfiguration",
                call ->
                        operations.show(
                                call.caller(),
                                call.replyJson(settings -> settings(settings).write())));
    }

    private void setLogLevel(ApiCall call) {
        operations.setLogLevel(
                call.caller(),
                call.body().path("level").stringValue(),
                call.replyJson(
                        level -> JsonTree.write(out -> out.required("level", Kinds.TEXT, level))));
    }

    private static RouteAnswer reconfigured(Reconfigured done) {
        ReloadAnswer answer =
                new ReloadAnswer(
                        done.changed().stream().map(ConfigurationNoun::change).toList(),
                        done.waiting().stream().map(ConfigurationNoun::change).toList(),
                        done.problems());
        return RouteAnswer.json(done.good() ? OK : UNUSABLE, answer.write());
    }

    private static ReloadAnswer.Change change(ChangedKey change) {
        return new ReloadAnswer.Change(change.key(), change.before(), change.after());
    }

    private static SettingList settings(List<KnownSetting> settings) {
        return new SettingList(
                settings.stream()
                        .map(one -> new SettingList.Item(one.key(), one.value(), one.place()))
                        .toList());
    }
}
