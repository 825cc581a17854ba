package dev.clawgateway.client.discovery;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Stats;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.WasReset;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.discovery.Member;
import dev.clawgateway.protocol.json.JsonTree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks about the registry without being a member of it. Belongs to one thread. */
public final class DiscoveryQueries implements AutoCloseable {
    private final HttpCalls http;
    private final DiscoveryCalls calls;
    private final Duration limit;

    /**
     * Opens no connection yet.
     *
     * @param limit how long an answer may take
     */
    public DiscoveryQueries(HttpAddresses gateways, Duration limit) {
        http = new HttpCalls(gateways, limit);
        calls = new DiscoveryCalls(http);
        this.limit = limit;
    }

    /** The active members, in the order they joined. */
    public Answered<List<DiscoveredMember>> members()
            throws DiscoveryException, InterruptedException {
        return ask(
                "GET",
                "/nodes",
                null,
                body ->
                        DiscoveryCodec.readNodes(body).nodes().stream()
                                .map(Translation::member)
                                .toList());
    }

    /** Who leads; nobody while that is not known. */
    public Answered<Optional<DiscoveredMember>> leader()
            throws DiscoveryException, InterruptedException {
        return ask(
                "GET",
                "/leader",
                null,
                body -> {
                    Member leader = Translation.leader(DiscoveryCodec.readLeader(body));
                    return Optional.ofNullable(leader).map(Translation::member);
                });
    }

    public Answered<RegistryStats> stats() throws DiscoveryException, InterruptedException {
        return ask("GET", "/stats", null, body -> stats(DiscoveryCodec.readStats(body)));
    }

    private static RegistryStats stats(Stats stats) {
        return new RegistryStats(
                stats.totalNodes(),
                stats.activeNodes(),
                stats.leaderId(),
                stats.registryVersion(),
                stats.bootstrapInitiated(),
                stats.bootstrapOwner(),
                stats.bootstrapPending(),
                stats.uptime(),
                stats.warnings());
    }

    /** Takes a member out; false when there is none of that id. */
    public Answered<Boolean> remove(MemberId id) throws DiscoveryException, InterruptedException {
        return ask(
                "POST",
                "/remove",
                DiscoveryCodec.writeNodeId(id),
                body -> DiscoveryCodec.readRemoved(body).removed());
    }

    /**
     * Starts the registry over: nobody is a member, and the next to join founds a cluster. How many
     * were members.
     */
    public Answered<Integer> reset() throws DiscoveryException, InterruptedException {
        return ask(
                "POST",
                "/api/v1/members/discovery/reset",
                new byte[0],
                body -> {
                    WasReset reset = DiscoveryCodec.readReset(body);
                    return reset.removedMembers();
                });
    }

    private <T> Answered<T> ask(
            String method, String path, byte @Nullable [] body, DiscoveryCalls.Reader<T> reader)
            throws DiscoveryException, InterruptedException {
        return calls.call(
                method,
                path,
                body,
                answer -> new Answered<>(reader.read(answer), JsonTree.parse(answer).toString()),
                limit);
    }

    @Override
    public void close() {
        http.close();
    }
}
