package dev.clawgateway.client.membership;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.protocol.membership.MemberBody;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks about members without being one. Belongs to one thread. */
public final class MembershipClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int MAX_REASON = 300;
    private static final String NODES = "/cluster/nodes";

    private final HttpCalls http;
    private final Duration limit;

    /**
     * Opens no connection yet.
     *
     * @param limit how long an answer may take
     */
    public MembershipClient(HttpAddresses gateways, Duration limit) {
        http = new HttpCalls(gateways, limit);
        this.limit = limit;
    }

    /**
     * All members, the gateway first; only those of a cluster, status or role where one is given.
     */
    public MemberAnswer<List<ListedMember>> list(
            @Nullable String clusterId, @Nullable String status, @Nullable String role)
            throws MembershipException, InterruptedException {
        Map<String, @Nullable String> wanted = new LinkedHashMap<>();
        wanted.put("clusterId", clusterId);
        wanted.put("status", status);
        wanted.put("role", role);
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        wanted.forEach((name, value) -> {
            if (value != null) {
                query.add(name + "=" + encoded(value));
            }
        });
        return ask(
                "GET",
                NODES + query,
                MembershipAnswer.Members.class,
                answer -> answer.nodes().stream().map(MembershipClient::member).toList());
    }

    public MemberAnswer<ListedMember> get(String id)
            throws MembershipException, InterruptedException {
        return ask(
                "GET", path(id), MembershipAnswer.OfMember.class, answer -> member(answer.node()));
    }

    /** Gives a member back to service; what the gateway said to it. */
    public MemberAnswer<String> enable(String id) throws MembershipException, InterruptedException {
        return order("PATCH", path(id) + "/enable");
    }

    /** Takes a member out of service. */
    public MemberAnswer<String> disable(String id)
            throws MembershipException, InterruptedException {
        return order("PATCH", path(id) + "/disable");
    }

    /** Forgets a member. */
    public MemberAnswer<String> remove(String id) throws MembershipException, InterruptedException {
        return order("DELETE", path(id));
    }

    private MemberAnswer<String> order(String method, String path)
            throws MembershipException, InterruptedException {
        return ask(method, path, MembershipAnswer.Done.class, MembershipAnswer.Done::message);
    }

    public MemberAnswer<MembersHealth> health() throws MembershipException, InterruptedException {
        return ask(
                "GET",
                "/cluster/health",
                MembershipAnswer.OfHealth.class,
                answer -> health(answer.health()));
    }

    public MemberAnswer<CoordinatorStatus> status()
            throws MembershipException, InterruptedException {
        return ask(
                "GET",
                "/cluster/status",
                MembershipAnswer.OfGateway.class,
                MembershipClient::status);
    }

    private static CoordinatorStatus status(MembershipAnswer.OfGateway answer) {
        MembershipAnswer.Own own = answer.status();
        return new CoordinatorStatus(
                own.id(),
                own.url(),
                own.clusterId(),
                answer.serviceStatus().mode(),
                Instant.parse(answer.serviceStatus().startTime()),
                Duration.ofSeconds(own.uptime()),
                Duration.ofSeconds(answer.config().nodeTimeout()),
                own.memoryUsage().used(),
                own.memoryUsage().total(),
                own.cpuUsage());
    }

    private static MembersHealth health(MembershipAnswer.Health health) {
        return new MembersHealth(
                health.totalNodes(),
                health.activeNodes(),
                health.inactiveNodes(),
                health.disabledNodes(),
                health.unhealthyNodes(),
                health.coordinatorHealthy(),
                health.nodes().stream()
                        .map(one ->
                                new MembersHealth.One(
                                        one.id(),
                                        one.role(),
                                        one.status(),
                                        Instant.parse(one.lastSeen()),
                                        one.responseTime(),
                                        one.uptime()))
                        .toList());
    }

    private static ListedMember member(MemberBody body) {
        return new ListedMember(
                body.id(),
                body.url(),
                body.clusterId(),
                body.role(),
                body.status(),
                body.tags(),
                body.capabilities(),
                body.metadata(),
                Instant.parse(body.lastSeen()),
                Instant.parse(body.createdAt()),
                body.version());
    }

    private static String path(String id) {
        return NODES + "/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <A, T> MemberAnswer<T> ask(
            String method, String path, Class<A> type, Function<A, T> translation)
            throws MembershipException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.call(method, path, null, limit);
        } catch (NoAnswerException e) {
            throw new MembershipException(e.getMessage(), 0);
        }
        if (answer.status() != OK) {
            throw new MembershipException(reason(answer), answer.status());
        }
        try {
            return new MemberAnswer<>(
                    translation.apply(MembershipJson.read(answer.body(), type)),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (RuntimeException _) { // whatever it is, it does not speak this dialect
            throw new MembershipException(
                    answer.gateway() + ": what answers " + path + " is no gateway", 0);
        }
    }

    private static String reason(HttpAnswer answer) {
        String message;
        try {
            message = MembershipJson.read(answer.body(), MembershipAnswer.Failed.class).message();
        } catch (IllegalArgumentException _) {
            message = "";
        }
        String text = message == null || message.isEmpty() ? "HTTP " + answer.status() : message;
        return Excerpt.of(text, MAX_REASON);
    }

    @Override
    public void close() {
        http.close();
    }
}
