package dev.clawgateway.simulation.peer.registry;

import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.discovery.Member;
import dev.clawgateway.protocol.discovery.RegisterRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What members ask of the discovery registry, in its dialect. */
final class DiscoveryAsk {
    private static final String POST = "POST";
    private static final String GET = "GET";

    private DiscoveryAsk() {}

    static HttpAsk join(MemberId id, String address, int port, boolean rejoin) {
        RegisterRequest request =
                new RegisterRequest(id, address, port, List.of("raft"), Map.of(), rejoin);
        return new HttpAsk(
                new MemberRequest.Join(id.text(), address, port, rejoin),
                POST,
                "/register",
                text(DiscoveryCodec.write(request)),
                reading(body -> {
                    DiscoveryAnswer.Registered answer = DiscoveryCodec.readRegistered(body);
                    return new MemberAnswer.Joined(
                            !answer.updated(),
                            answer.bootstrap(),
                            answer.registryVersion(),
                            ids(answer.nodes()),
                            answer.leader() == null ? null : answer.leader().id().text());
                }));
    }

    static HttpAsk beat(MemberId id) {
        return new HttpAsk(
                new MemberRequest.Beat(id.text()),
                POST,
                "/heartbeat",
                text(DiscoveryCodec.writeNodeId(id)),
                reading(body ->
                        DiscoveryCodec.readHeartbeat(body)
                                        instanceof DiscoveryAnswer.Acknowledged known
                                ? new MemberAnswer.Beaten(true, known.registryVersion())
                                : new MemberAnswer.Beaten(false, 0)));
    }

    static HttpAsk leave(MemberId id) {
        return new HttpAsk(
                new MemberRequest.Leave(id.text()),
                POST,
                "/remove",
                text(DiscoveryCodec.writeNodeId(id)),
                reading(body -> new MemberAnswer.Left(DiscoveryCodec.readRemoved(body).removed())));
    }

    static HttpAsk postLeader(MemberId id) {
        return new HttpAsk(
                new MemberRequest.PostLeader(id.text()),
                POST,
                "/leader",
                text(DiscoveryCodec.writeLeaderId(id)),
                reading(body ->
                        new MemberAnswer.LeaderPosted(
                                DiscoveryCodec.readLeaderUpdate(body)
                                        instanceof DiscoveryAnswer.LeaderUpdated)));
    }

    /** Who asks is left out; null for nobody. */
    static HttpAsk nodes(@Nullable MemberId as) {
        return new HttpAsk(
                new MemberRequest.AskNodes(as == null ? null : as.text()),
                GET,
                as == null ? "/nodes" : "/nodes?node_id=" + as.text(),
                "",
                reading(body -> {
                    DiscoveryAnswer.Nodes answer = DiscoveryCodec.readNodes(body);
                    return new MemberAnswer.Nodes(ids(answer.nodes()), answer.registryVersion());
                }));
    }

    static HttpAsk leader() {
        return new HttpAsk(
                new MemberRequest.AskLeader(),
                GET,
                "/leader",
                "",
                reading(body ->
                        DiscoveryCodec.readLeader(body) instanceof DiscoveryAnswer.Leader known
                                ? new MemberAnswer.Leader(
                                        known.leader().id().text(), known.registryVersion())
                                : new MemberAnswer.Leader(null, 0)));
    }

    static HttpAsk stats() {
        return new HttpAsk(
                new MemberRequest.AskStats(),
                GET,
                "/stats",
                "",
                reading(body -> {
                    DiscoveryAnswer.Stats stats = DiscoveryCodec.readStats(body);
                    return new MemberAnswer.Stats(
                            stats.totalNodes(),
                            stats.activeNodes(),
                            stats.leaderId() == null ? null : stats.leaderId().text(),
                            stats.registryVersion(),
                            stats.bootstrapInitiated());
                }));
    }

    static HttpAsk reset() {
        return new HttpAsk(
                new MemberRequest.Reset(),
                POST,
                "/api/v1/members/discovery/reset",
                "",
                reading(body -> {
                    DiscoveryAnswer.WasReset answer = DiscoveryCodec.readReset(body);
                    return new MemberAnswer.WasReset(
                            answer.removedMembers(), answer.registryVersion());
                }));
    }

    private interface Reader {
        MemberAnswer read(byte[] body) throws JsonFormatException;
    }

    private static Function<byte[], MemberAnswer> reading(Reader reader) {
        return body -> {
            try {
                return reader.read(body);
            } catch (JsonFormatException e) {
                throw new IllegalStateException("the registry answered " + text(body), e);
            }
        };
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(member -> member.id().text()).toList();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
