package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.dialect.api.check.Histories;
import dev.clawgateway.server.http.ApiReplies;
import dev.clawgateway.server.http.ProblemDetails;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One request for an operation, held to the contract, and the way to answer it: exactly once, from
 * any thread.
 */
public final class ApiCall {
    private static final Logger LOG = LoggerFactory.getLogger(ApiCall.class);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final ApiReplies REPLIES = new ApiReplies(new ProblemDetails());

    private final ApiOperation operation;
    private final Exchange exchange;
    private final @Nullable Caller caller;
    private final Grant grant;
    private final Read read;
    private final Consumer<RouteAnswer> way;
    private final Function<JsonNode, List<OfMember>> check;

    /**
     * What was read of it.
     *
     * @param body missing where there is none, or it is no JSON
     * @param form the best of those that the operation answers in, as a media type
     * @param lineage of which history numbers are, as it was when this was asked
     */
    record Read(Arguments arguments, JsonNode body, String form, Lineage lineage) {
        Read(Arguments arguments, String form, Lineage lineage) {
            this(arguments, MissingNode.getInstance(), form, lineage);
        }

        Read with(JsonNode sent) {
            return new Read(arguments, sent, form, lineage);
        }
    }

    ApiCall(
            ApiOperation operation,
            Exchange exchange,
            @Nullable Caller caller,
            Grant grant,
            Read read,
            Consumer<RouteAnswer> way,
            Function<JsonNode, List<OfMember>> check) {
        this.operation = operation;
        this.exchange = exchange;
        this.caller = caller;
        this.grant = grant;
        this.read = read;
        this.way = way;
        this.check = check;
    }

    public ApiOperation operation() {
        return operation;
    }

    /** The request itself, for what is not read here; it is not answered by it. */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException where the contract says that nobody is asked who he is
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(operation.id() + " asks nobody who he is");
        }
        return caller;
    }

    /** By what it was let in. */
    public Grant grant() {
        return grant;
    }

    public Arguments arguments() {
        return read.arguments();
    }

    /** A parameter of the path. */
    public String parameter(String name) {
        return exchange.parameter(name);
    }

    /** The body, where it is JSON; missing where there is none. */
    public JsonNode body() {
        return read.body();
    }

    /** The same as it was sent. */
    public byte[] bytes() {
        return exchange.body();
    }

    /** Whether the body is of that media type. */
    public boolean sent(String mediaType) {
        return MediaTypes.of(exchange.header("Content-Type")).equals(mediaType);
    }

    /**
     * What of one of many is not as the contract says of bodies of JSON. For a thread that may take
     * its time.
     */
    public List<OfMember> problems(JsonNode one) {
        return check.apply(one);
    }

    /** The media type to answer in: of those that the contract has, what the client likes best. */
    public String form() {
        return read.form();
    }

    /** Of which history the numbers are that are told now. */
    public Lineage lineage() {
        return read.lineage();
    }

    /** What answers say of the history of their numbers, where this concerns them. */
    public Map<String, String> history() {
        return Histories.told(operation, read.lineage());
    }

    /** The same without terms, answered to somebody else. */
    ApiCall answeredBy(Consumer<RouteAnswer> other) {
        return new ApiCall(
                operation,
                exchange,
                caller == null ? null : caller.on(Terms.NONE),
                grant,
                read,
                other,
                check);
    }

    /** Answers. */
    public void answer(RouteAnswer answer) {
        way.accept(answer);
    }

    /** The same with JSON, written already, and 200. */
    public void json(byte[] utf8) {
        answer(RouteAnswer.json(OK, utf8));
    }

    /** Begins an answer in {@link #form()} that comes piece by piece. */
    public AnswerStream stream(int status) {
        return exchange.stream(status, form());
    }

    /** Answers with what an operation comes to. */
    public <T> Reply<T> reply(Function<T, RouteAnswer> given) {
        return answer -> answer(answered(given, answer));
    }

    /** Whoever asked is answered, whatever goes wrong while it is written down. */
    private <T> RouteAnswer answered(Function<T, RouteAnswer> given, Answer<T> answer) {
        try {
            return switch (answer) {
                case Answer.Given<T>(T value) -> given.apply(value);
                case Answer.Refused<T>(var code, String detail) ->
                        REPLIES.refusal(exchange, code, detail);
            };
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("operation", operation.id())
                    .setCause(failure)
                    .log("an answer could not be written");
            return REPLIES.refusal(
                    exchange, ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
    }

    /** The same with a body of JSON, and 200. */
    public <T> Reply<T> replyJson(Function<T, byte[]> given) {
        return reply(value -> RouteAnswer.json(OK, given.apply(value)));
    }

    /** Answers that something is wrong. */
    public void refuse(int status, String code, String detail) {
        answer(problem(status, code, detail));
    }

    /** The answer that something is wrong. */
    public RouteAnswer problem(int status, String code, String detail) {
        return ProblemDetails.problem(status, code, detail, exchange.path(), List.of());
    }

    /** Answers that the request is wrong, whatever the contract says of it. */
    public void invalid(String detail) {
        refuse(BAD_REQUEST, "invalid_request", detail);
    }

    /** The same of members of its body. */
    public void invalid(List<OfMember> errors) {
        answer(invalid(exchange, errors));
    }

    /** The same where the body means nothing, though it has the right form. */
    public void invalid(JsonFormatException wrong) {
        invalid(List.of(WrongMember.of(wrong)));
    }

    static RouteAnswer invalid(Exchange exchange, List<OfMember> errors) {
        OfMember first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        String where = first.pointer().isEmpty() ? "body" : first.pointer();
        return ProblemDetails.problem(
                BAD_REQUEST,
                "invalid_request",
                where + ": " + first.detail() + more,
                exchange.path(),
                errors);
    }

    /** Answers that there is no such thing. */
    public void unknown(String detail) {
        refuse(NOT_FOUND, "not_found", detail);
    }
}
