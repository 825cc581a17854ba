package dev.clawgateway.server.dialect.configuration;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.configuration.ChangedKey;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.control.operations.configuration.Reconfigured;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.configuration.ReloadAnswer;
import dev.clawgateway.protocol.configuration.SettingList;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.Callers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The dialect as a guest. */
public final class ConfigurationDialect implements Guest {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int UNUSABLE = 422;
    private static final int INTERNAL_ERROR = 500;

    private final ConfigurationOperations operations;
    private final Callers callers;
    private final Family api;

    public ConfigurationDialect(ConfigurationOperations operations, Callers callers, Family api) {
        this.operations = operations;
        this.callers = callers;
        this.api = api;
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
                exchange, caller -> operations.reload(caller, reply(exchange, this::reconfigured)));
    }

    private void compare(Exchange exchange) {
        identify(
                exchange,
                caller -> operations.compare(caller, reply(exchange, this::reconfigured)));
    }

    private void show(Exchange exchange) {
        identify(exchange, caller -> operations.show(caller, reply(exchange, this::settings)));
    }

    private void identify(Exchange exchange, Consumer<Caller> then) {
        callers.identify(exchange, Callers.Claim.somebody(name()), api.errors(), then);
    }

    private RouteAnswer reconfigured(Reconfigured done) {
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

    private RouteAnswer settings(List<KnownSetting> settings) {
        SettingList list =
                new SettingList(
                        settings.stream()
                                .map(one ->
                                        new SettingList.Item(one.key(), one.value(), one.place()))
                                .toList());
        return RouteAnswer.json(OK, list.write());
    }

    private <T> Reply<T> reply(Exchange exchange, Function<T, RouteAnswer> translation) {
        return answer ->
                exchange.answer(
                        switch (answer) {
                            case Answer.Given<T>(T given) -> translation.apply(given);
                            case Answer.Refused<T>(ErrorCode code, String detail) ->
                                    api.errors().error(status(code), detail, exchange.path());
                        });
    }

    private static int status(ErrorCode code) {
        return code == ErrorCode.PERMISSION_DENIED ? FORBIDDEN : INTERNAL_ERROR;
    }
}
