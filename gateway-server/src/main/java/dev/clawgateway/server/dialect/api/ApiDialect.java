package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.core.Caller;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.Guest;
import dev.clawgateway.server.http.InnerApi;
import dev.clawgateway.server.http.InsideExchange;
import dev.clawgateway.server.http.ProblemDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The native API as a guest: its routes are made from the contract. */
public final class ApiDialect implements Guest, InnerApi {
    private static final int BAD_REQUEST = 400;

    private final List<Route> routes;
    private final Map<String, BoundOperation> bound = new LinkedHashMap<>();

    /**
     * The dialect.
     *
     * @param nouns that serve its operations
     * @param missing operations that this gateway does not serve, as it lacks what they are about
     * @throws IllegalStateException when an operation has no handler, a handler no operation, or
     *     one has two
     */
    public ApiDialect(
            ApiContract contract,
            List<ApiNoun> nouns,
            Set<String> missing,
            ApiHouse house,
            Family family) {
        for (ApiNoun noun : nouns) {
            noun.handlers()
                    .forEach((id, handler) -> {
                        ApiOperation operation = contract.operation(id);
                        if (operation == null) {
                            throw new IllegalStateException("no operation " + id);
                        }
                        BoundOperation one =
                                new BoundOperation(operation, noun.name(), handler, house);
                        if (bound.put(id, one) != null) {
                            throw new IllegalStateException(id + " is served twice");
                        }
                    });
        }
        routes = new ArrayList<>();
        for (ApiOperation operation : contract.operations()) {
            BoundOperation handler = bound.get(operation.id());
            if (handler != null) {
                routes.add(route(operation, handler, family));
            } else if (!missing.contains(operation.id())) {
                throw new IllegalStateException("nobody serves " + operation.id());
            }
        }
    }

    private static Route route(ApiOperation operation, BoundOperation handler, Family family) {
        boolean open = operation.permission().equals(ApiOperation.NOBODYS);
        return new Route(
                operation.method(),
                operation.template(),
                open ? operation.id() : operation.permission(),
                family,
                operation.maxBodyBytes(),
                handler);
    }

    @Override
    public boolean serves(String operation) {
        return bound.containsKey(operation);
    }

    @Override
    public void ask(
            Caller caller, String operation, ObjectNode params, Consumer<InnerAnswer> then) {
        BoundOperation asked = bound.get(operation);
        if (asked == null) {
            throw new IllegalArgumentException("no operation " + operation);
        }
        InsideExchange.Question question;
        try {
            question = InnerQuestions.of(asked.operation(), params, caller.requestId());
        } catch (JsonFormatException missing) {
            String path = asked.operation().template();
            then.accept(
                    InnerQuestions.answer(
                            new ProblemDetails().error(BAD_REQUEST, missing.getMessage(), path)));
            return;
        }
        asked.serve(
                new InsideExchange(
                        caller, question, answer -> then.accept(InnerQuestions.answer(answer))));
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
