package dev.clawgateway.server.dialect.configuration;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.configuration.ChangedKey;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.control.operations.configuration.Reconfigured;
import dev.clawgateway.core.Caller;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.ApiReplies;
import dev.clawgateway.server.http.Callers;
import java.util.List;
import java.util.function.Consumer;

/** The dialect as a guest. */
public final class ConfigurationDialect implements Guest {
    private static final int OK = 200;
    private static final int UNUSABLE = 422;

    private final ConfigurationOperations operations;
    private final Callers callers;
    private final Family api;
    private final ApiReplies replies;

    public ConfigurationDialect(ConfigurationOperations operations, Callers callers, Family api) {
        this.operations = operations;
        this.callers = callers;
        this.api = api;
        replies = new ApiReplies(api.errors());
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<Route> routes() {
        String show = Operation.SHOW_CONFIGURATION.text();
        return List.of(
                new Route(
                        "POST",
                        "/api/v1/gateway/reload",
                        Operation.RELOAD_CONFIGURATION.text(),
                        api,
                        0,
                        this::reload),
                Route.get("/api/v1/gateway/configuration", show, api, this::show),
                Route.get("/api/v1/gateway/configuration/changes", show, api, this::compare));
    }

    private void reload(Exchange exchange) {
        identify(
                exchange,
                caller ->
                        operations.reload(
                                caller, replies.to(exchange, ConfigurationDialect::reconfigured)));
    }

    private void compare(Exchange exchange) {
        identify(
                exchange,
                caller ->
                        operations.compare(
                                caller, replies.to(exchange, ConfigurationDialect::reconfigured)));
    }

    private void show(Exchange exchange) {
        identify(
                exchange,
                caller ->
                        operations.show(
                                caller, replies.to(exchange, ConfigurationDialect::settings)));
    }

    private void identify(Exchange exchange, Consumer<Caller> then) {
        callers.identify(exchange, Callers.Claim.somebody(name()), api.errors(), then);
    }

    private static RouteAnswer reconfigured(Reconfigured done) {
        ReloadAnswer answer =
                new ReloadAnswer(
                        done.changed().stream().map(ConfigurationDialect::change).toList(),
                        done.waiting().stream().map(ConfigurationDialect::change).toList(),
                        done.problems());
        return RouteAnswer.json(done.good() ? OK : UNUSABLE, answer.write());
    }

    private static ReloadAnswer.Change change(ChangedKey change) {
        return new ReloadAnswer.Change(change.key(), change.before(), change.after());
    }

    private static RouteAnswer settings(List<KnownSetting> settings) {
        SettingList list =
                new SettingList(
                        settings.stream()
                                .map(one ->
                                        new SettingList.Item(one.key(), one.value(), one.place()))
                                .toList());
        return RouteAnswer.json(OK, list.write());
    }
}
