package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.core.Caller;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.dialect.api.check.Histories;
import dev.clawgateway.server.dialect.api.check.ParameterCheck;
import dev.clawgateway.server.dialect.api.check.RequestTerms;
import dev.clawgateway.server.http.Callers;
import dev.clawgateway.server.http.ProblemDetails;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One operation with its handler: finds out who asks, then holds the request to the contract, then
 * has it served. Bodies are looked at on a thread that may take its time.
 */
final class BoundOperation implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(BoundOperation.class);
    private static final ProblemDetails PROBLEMS = new ProblemDetails();
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int GONE = 410;
    private static final int UNSUPPORTED = 415;
    private static final int INTERNAL_ERROR = 500;
    private static final String JSON = "application/json";

    private final ApiOperation operation;
    private final String dialect;
    private final ApiHandler handler;
    private final ApiHouse house;
    private final ParameterCheck parameters;

    /**
     * An operation.
     *
     * @param dialect that its callers speak
     */
    BoundOperation(ApiOperation operation, String dialect, ApiHandler handler, ApiHouse house) {
        this.operation = operation;
        this.dialect = dialect;
        this.handler = handler;
        this.house = house;
        parameters = new ParameterCheck(operation);
    }

    ApiOperation operation() {
        return operation;
    }

    @Override
    public void serve(Exchange asked) {
        Exchange exchange =
                house.watch().equals(ApiWatch.NONE)
                        ? asked
                        : new WatchedExchange(asked, operation, house.watch());
        if (operation.identified()) {
            house.callers()
                    .identifyGranted(
                            exchange,
                            Callers.Claim.somebody(dialect),
                            PROBLEMS,
                            (caller, grant) -> check(exchange, caller, grant));
        } else {
            check(exchange, null, Grant.OPEN);
        }
    }

    private void check(Exchange exchange, @Nullable Caller caller, Grant grant) {
        String form = MediaTypes.best(operation.produces(), exchange.header("Accept"));
        if (form == null) {
            refuse(exchange, NOT_ACCEPTABLE, "this is answered in " + words(operation.produces()));
            return;
        }
        String untaken = RequestTerms.untaken(operation, exchange);
        if (untaken != null) {
            refuse(exchange, BAD_REQUEST, untaken);
            return;
        }
        switch (parameters.read(exchange)) {
            case ParameterCheck.Read.Bad(String why) -> refuse(exchange, BAD_REQUEST, why);
            case ParameterCheck.Read.Good(Arguments arguments) ->
                    check(exchange, caller, grant, arguments, form);
        }
    }

    private void check(
            Exchange exchange,
            @Nullable Caller caller,
            Grant grant,
            Arguments arguments,
            String form) {
        ApiCall.Read read = new ApiCall.Read(arguments, form, house.lineage().get());
        if (operation.consumes().isEmpty()) {
            handle(exchange, caller, grant, read);
        } else {
            house.slow()
                    .execute(() -> guarded(exchange, () -> body(exchange, caller, grant, read)));
        }
    }

    private void body(Exchange exchange, @Nullable Caller caller, Grant grant, ApiCall.Read read) {
        String type = MediaTypes.of(exchange.header("Content-Type"));
        // Older clients of ours say nothing of what they send.
        String taken = type.isEmpty() ? operation.consumes().getFirst() : type;
        if (exchange.body().length == 0 && !operation.bodyRequired()) {
            handle(exchange, caller, grant, read);
        } else if (!operation.consumes().contains(taken)) {
            refuse(
                    exchange,
                    UNSUPPORTED,
                    "the body must be " + words(operation.consumes()) + ", was " + taken);
        } else if (!taken.equals(JSON)) {
            handle(exchange, caller, grant, read);
        } else {
            json(exchange, caller, grant, read);
        }
    }

    private void json(Exchange exchange, @Nullable Caller caller, Grant grant, ApiCall.Read read) {
        JsonNode body;
        try {
            body = JsonTree.parse(exchange.body());
        } catch (JsonFormatException wrong) {
            exchange.answer(ApiCall.invalid(exchange, List.of(WrongMember.of(wrong))));
            return;
        }
        List<OfMember> problems = problems(body);
        if (problems.isEmpty()) {
            handle(exchange, caller, grant, read.with(body));
        } else {
            exchange.answer(ApiCall.invalid(exchange, problems));
        }
    }

    private List<OfMember> problems(JsonNode body) {
        return house.schemas().problems(operation.bodyPointer(ApiContract.BASE, JSON), body);
    }

    /** What is wrong in itself was said before: RFC 9110 section 13.2.1. */
    private void handle(
            Exchange exchange, @Nullable Caller caller, Grant grant, ApiCall.Read read) {
        if (Histories.other(operation, read.arguments(), read.lineage())) {
            refuse(exchange, GONE, Histories.OTHER);
            return;
        }
        ApiAnswers answers =
                new ApiAnswers(exchange, house.slow(), Histories.told(operation, read.lineage()));
        Caller asking =
                caller == null
                        ? null
                        : caller.on(RequestTerms.of(operation, exchange, read.arguments()));
        handler.serve(
                new ApiCall(
                        operation, exchange, asking, grant, read, answers::answer, this::problems));
    }

    private void guarded(Exchange exchange, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("operation", operation.id())
                    .setCause(failure)
                    .log("a request could not be served");
            refuse(exchange, INTERNAL_ERROR, "internal error");
        }
    }

    private static void refuse(Exchange exchange, int status, String detail) {
        RouteAnswer answer = PROBLEMS.error(status, detail, exchange.path());
        exchange.answer(answer);
    }

    private static String words(List<String> types) {
        return String.join(" or ", types);
    }
}
