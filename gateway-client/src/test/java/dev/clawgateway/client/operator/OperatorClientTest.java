package dev.clawgateway.client.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clawgateway.client.Connector;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.RefusedException;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Connector connector = Connector.withThreads(1);

    @AfterEach
    void stop() {
        connector.close();
        gateway.close();
    }

    @Test
    void pairsAnswersWithQuestionsByOrder() throws Exception {
        Open open = open(LIMIT);
        CompletableFuture<CliReply> first = open.client.ask(new CliRequest.ListMeshPeers());
        CompletableFuture<CliReply> second = open.client.ask(new CliRequest.ListMoltPeers());

        open.session.next(CliRequest.ListMeshPeers.class);
        open.session.next(CliRequest.ListMoltPeers.class);
        open.session.send(new CliReply.MeshPeers(List.of()));
        open.session.send(new CliReply.MoltPeers(List.of()));

        assertThat(first.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(CliReply.MeshPeers.class);
        assertThat(second.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(CliReply.MoltPeers.class);
    }

    @Test
    void turnsARefusalIntoAnExceptionWithItsCode() throws Exception {
        Open open = open(LIMIT);

        Throwable failure =
                askAndAnswer(open, new CliReply.Failure(1004, "no node fits", "get_status"));

        assertThat(failure)
                .hasMessage("no node fits")
                .asInstanceOf(type(RefusedException.class))
                .returns(ErrorCode.NO_CAPACITY, RefusedException::code)
                .returns(true, RefusedException::retryHelps)
                .returns("code 1004", RefusedException::reference);
    }

    @Test
    void takesNoAnswerOfAnotherKind() throws Exception {
        Open open = open(LIMIT);

        Throwable failure = askAndAnswer(open, CliReply.MoltStatus.ABSENT);

        assertThat(failure).hasMessageContaining("molt_status");
    }

    private static Throwable askAndAnswer(Open open, CliReply answer) throws Exception {
        CompletableFuture<Throwable> failure =
                CompletableFuture.supplyAsync(() ->
                        catchThrowable(() ->
                                open.client.ask(
                                        new CliRequest.GetStatus(), CliReply.Status.class)));
        open.session.next(CliRequest.GetStatus.class);
        open.session.send(answer);
        return failure.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void givesUpASessionThatDoesNotAnswer() throws Exception {
        Open open = open(Duration.ofSeconds(2));

        assertThatThrownBy(() -> open.client.ask(new CliRequest.GetStatus(), CliReply.Status.class))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("get_status");
        assertThatThrownBy(() -> open.client.ask(new CliRequest.GetStatus(), CliReply.Status.class))
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void failsWhatIsUnderWayWhenTheSessionEnds() throws Exception {
        Open open = open(LIMIT);
        CompletableFuture<CliReply> answer = open.client.ask(new CliRequest.GetStatus());

        open.session.close(1001, "restarting");

        assertThatThrownBy(() -> answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("restarting");
    }

    @Test
    void doesNotKnowWhatBecameOfAChangeWithoutAnswer() throws Exception {
        Open open = open(LIMIT);
        CompletableFuture<CliReply> change = open.client.ask(new CliRequest.SetServing(false));
        CompletableFuture<CliReply> question = open.client.ask(new CliRequest.GetStatus());

        open.session.next(CliRequest.SetServing.class);
        open.session.close(1001, "restarting");

        assertThatThrownBy(() -> change.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> question.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .isNotInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() ->
                        open.client
                                .ask(new CliRequest.SetServing(true))
                                .get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("nobody can have heard it")
                .cause()
                .isNotInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void saysWhichGatewayItCannotReachAndNoToken() {
        Endpoint nobody = Endpoint.parse("ws://127.0.0.1:1", "s3cret", null);

        assertThatThrownBy(() -> OperatorClient.connect(connector.nextLoop(), nobody, "t", LIMIT))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("ws://127.0.0.1:1")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void presentsItsTokenInTheUrl() throws Exception {
        Endpoint endpoint = Endpoint.parse(gateway.url(), "s3cret", null);

        open(endpoint, LIMIT);

        assertThat(gateway.uris()).containsExactly("/?token=s3cret");
    }

    private Open open(Duration limit) throws Exception {
        return open(gateway.endpoint(), limit);
    }

    private Open open(Endpoint endpoint, Duration limit) throws Exception {
        CompletableFuture<OperatorClient> client =
                CompletableFuture.supplyAsync(() ->
                        OperatorClient.connect(connector.nextLoop(), endpoint, "0.1.0", limit));
        ScriptedGateway.Session session = gateway.nextSession();
        session.next(CliRequest.Hello.class);
        session.send(new CliReply.Welcome("1.0.0", 1));
        return new Open(client.get(LIMIT.toSeconds(), TimeUnit.SECONDS), session);
    }

    private record Open(OperatorClient client, ScriptedGateway.Session session) {}
}
