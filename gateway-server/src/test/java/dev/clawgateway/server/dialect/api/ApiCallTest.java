package dev.clawgateway.server.dialect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.http.BareExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApiCallTest {
    private final List<RouteAnswer> answers = new ArrayList<>();
    private final ApiCall call =
            new ApiCall(
                    Objects.requireNonNull(ApiContract.load().operation("getFleet")),
                    new BareExchange() {},
                    null,
                    Grant.OPEN,
                    new ApiCall.Read(new Arguments(Map.of()), "application/json", Lineage.NONE),
                    answers::add,
                    _ -> List.of());

    @Test
    void isAnsweredAlsoWhereTheAnswerCannotBeWritten() {
        call.<String>reply(
                        value -> {
                            throw new IllegalStateException("cannot write " + value);
                        })
                .answer(new Answer.Given<>("this"));

        assertThat(answers).extracting(RouteAnswer::status).containsExactly(500);
    }
}
