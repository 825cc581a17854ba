package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.Admittance;
import dev.clawgateway.control.operations.discovery.Beat;
import dev.clawgateway.control.operations.discovery.DiscoveryCounts;
import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryWatch;
import dev.clawgateway.control.operations.discovery.Joining;
import dev.clawgateway.control.operations.discovery.KnownLeader;
import dev.clawgateway.control.operations.discovery.MemberList;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.discovery.InvalidRequestException;
import dev.clawgateway.protocol.discovery.RegisterRequest;
import java.util.function.Supplier;

/** What members send. Each request is one operation; the content type is not looked at. */
final class DiscoveryRequests {
    private final Supplier<DiscoverySettings> settings;
    private final DiscoveryOperations operations;
    private final DiscoveryWatch watch;
    private final DiscoveryFigures figures;
    private final DiscoveryReplies replies;
    private final DiscoveryCallers callers;

    DiscoveryRequests(
            Supplier<DiscoverySettings> settings,
            DiscoveryOperations operations,
            DiscoveryWatch watch,
            DiscoveryFigures figures,
            DiscoveryReplies replies,
            DiscoveryCallers callers) {
        this.settings = settings;
        this.operations = operations;
        this.watch = watch;
        this.figures = figures;
        this.replies = replies;
        this.callers = callers;
    }

    /** Reads a body. */
    private interface Reader<T> {
        T read(byte[] body) throws InvalidRequestException;
    }

    /** Goes on with what was read. */
    private interface Step<T> {
        void take(T request);
    }

    private <T> void read(Exchange exchange, Reader<T> reader, Step<T> step) {
        T request;
        try {
            request = reader.read(exchange.body());
        } catch (InvalidRequestException e) {
            callers.somebody(exchange, _ -> replies.badRequest(exchange, e.getMessage()));
            return;
        }
        step.take(request);
    }

    void register(Exchange exchange) {
        read(exchange, DiscoveryCodec::readRegister, request -> register(exchange, request));
    }

    private void register(Exchange exchange, RegisterRequest request) {
        Joining joining =
                new Joining(
                        request.id(),
                        request.address(),
                        request.port(),
                        request.capabilities(),
                        request.metadata(),
                        request.rejoin());
        callers.member(
                request.id(),
                exchange,
                caller ->
                        operations.register(
                                caller,
                                joining,
                                replies.later(exchange, done -> registered(request.id(), done))));
    }

    private DiscoveryAnswer registered(MemberId id, Admittance done) {
        figures.registered(done.joined());
        return new DiscoveryAnswer.Registered(
                id,
                !done.joined(),
                done.bootstrap(),
                done.others().version(),
                ShownMembers.all(done.others().members()),
                ShownMembers.orNull(done.leader()),
                settings.get().nodeTimeout(),
                settings.get().heartbeatInterval(),
                done.owner());
    }

    void nodes(Exchange exchange) {
        String asking = exchange.query("node_id");
        callers.somebody(
                exchange,
                caller ->
                        operations.list(
                                caller,
                                asking == null ? null : new MemberId(asking, false),
                                replies.later(exchange, DiscoveryRequests::nodes)));
    }

    private static DiscoveryAnswer nodes(MemberList list) {
        return new DiscoveryAnswer.Nodes(ShownMembers.all(list.members()), list.version());
    }

    void leader(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.leader(
                                caller, replies.now(exchange, DiscoveryRequests::leader)));
    }

    private static DiscoveryAnswer leader(KnownLeader known) {
        return known.leader() == null
                ? new DiscoveryAnswer.NoLeader("No leader is known")
                : new DiscoveryAnswer.Leader(ShownMembers.of(known.leader()), known.version());
    }

    void postLeader(Exchange exchange) {
        read(
                exchange,
                DiscoveryCodec::readLeaderId,
                leader ->
                        callers.somebody(
                                exchange,
                                caller ->
                                        operations.postLeader(
                                                caller,
                                                leader,
                                                replies.later(
                                                        exchange,
                                                        done -> leaderPosted(leader, done)))));
    }

    private static DiscoveryAnswer leaderPosted(MemberId leader, boolean done) {
        return done
                ? new DiscoveryAnswer.LeaderUpdated(leader)
                : new DiscoveryAnswer.LeaderRefused("Node " + leader + " is not registered");
    }

    void heartbeat(Exchange exchange) {
        read(
                exchange,
                DiscoveryCodec::readNodeId,
                member ->
                        callers.member(
                                member,
                                exchange,
                                caller ->
                                        operations.heartbeat(
                                                caller,
                                                member,
                                                replies.now(exchange, this::heard))));
    }

    private DiscoveryAnswer heard(Beat beat) {
        figures.heard(beat instanceof Beat.Heard);
        return switch (beat) {
            case Beat.Heard(long version, MemberId leader) ->
                    new DiscoveryAnswer.Acknowledged(version, leader);
            case Beat.Unknown() -> new DiscoveryAnswer.NotFound();
        };
    }

    void remove(Exchange exchange) {
        read(
                exchange,
                DiscoveryCodec::readNodeId,
                member ->
                        callers.somebody(
                                exchange,
                                caller ->
                                        operations.remove(
                                                caller,
                                                member,
                                                replies.later(
                                                        exchange, done -> removed(member, done)))));
    }

    private DiscoveryAnswer removed(MemberId member, boolean done) {
        if (done) {
            figures.removed();
        }
        return new DiscoveryAnswer.Removed(member, done);
    }

    void stats(Exchange exchange) {
        callers.somebody(
                exchange,
                caller -> operations.counts(caller, replies.later(exchange, this::stats)));
    }

    private DiscoveryAnswer stats(DiscoveryCounts counts) {
        return new DiscoveryAnswer.Stats(
                counts.members(),
                counts.active(),
                counts.leader(),
                counts.version(),
                counts.bootstrap().initiated(),
                counts.uptime(),
                counts.bootstrap().owner(),
                counts.bootstrap().unclaimed(),
                watch.warnings());
    }
}
