package dev.clawgateway.client.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.client.provider.LoginProvider;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.access.PermissionList;
import dev.clawgateway.protocol.access.ProviderList;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenList;
import dev.clawgateway.protocol.access.WhoAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a gateway about credentials, and has them made and taken back. Belongs to one thread. */
public final class AccessClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ROOT = "/api/v1/access/";

    /** The whole list has its bound too: a gateway that never comes to its end is none. */
    private static final int MAX_PAGES = 10_000;

    private static final int NO_CONTENT = 204;
    private static final int ERRORS = 300;

    private final HttpCalls http;

    /** Opens no connection yet. */
    public AccessClient(HttpAddresses gateway) {
        http = new HttpCalls(gateway, LIMIT);
    }

    /** Where one can sign in; asked without a token. */
    public List<LoginProvider> providers() throws AccessException, InterruptedException {
        return read(call("GET", "providers", null), ProviderList::read).providers().stream()
                .map(provider ->
                        new LoginProvider(
                                provider.issuer(),
                                provider.clientId(),
                                provider.scopes(),
                                provider.token()))
                .toList();
    }

    /** Who one is there. */
    public WithJson<Standing> whoAmI() throws AccessException, InterruptedException {
        HttpAnswer answer = call("GET", "whoami", null);
        return new WithJson<>(AccessWire.standing(read(answer, WhoAnswer::read)), text(answer));
    }

    /**
     * Whether one may do something.
     *
     * @param operation as permissions name it, such as {@code workloads.stop}
     * @param virtualCluster where; null for anywhere
     */
    public WithJson<AccessVerdict> canI(String operation, @Nullable String virtualCluster)
            throws AccessException, InterruptedException {
        return canI(new AccessQuestion(operation, virtualCluster, null, null));
    }

    /** The same, perhaps with a node or a workload. */
    public WithJson<AccessVerdict> canI(AccessQuestion question)
            throws AccessException, InterruptedException {
        HttpAnswer answer = call("POST", "can-i", AccessWire.request(question).write());
        return new WithJson<>(AccessWire.verdict(read(answer, CanAnswer::read)), text(answer));
    }

    /**
     * All that there is to do, by its name, and whether one may; in the gateway's order.
     *
     * @param virtualCluster where; null for anywhere
     */
    public WithJson<Map<String, AccessVerdict>> whatCanI(@Nullable String virtualCluster)
            throws AccessException, InterruptedException {
        String where =
                virtualCluster == null
                        ? ""
                        : "?virtual_cluster=" + URLEncoder.encode(virtualCluster, UTF_8);
        HttpAnswer answer = call("GET", "can-i" + where, null);
        Map<String, AccessVerdict> all = new LinkedHashMap<>();
        for (PermissionList.Line line : read(answer, PermissionList::read).operations()) {
            all.put(line.operation(), AccessWire.verdict(line.answer()));
        }
        return new WithJson<>(all, text(answer));
    }

    /**
     * Makes a token.
     *
     * @param lifetime null for the usual one of its kind
     */
    public WithJson<TokenDetails> create(Holder holder, @Nullable Duration lifetime)
            throws AccessException, InterruptedException {
        return token(call("POST", "tokens", AccessWire.request(holder, lifetime).write()));
    }

    /** All that the gateway knows. */
    public List<TokenDetails> tokens() throws AccessException, InterruptedException {
        List<TokenDetails> all = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            HttpAnswer answer = call("GET", "tokens" + after, null);
            TokenList list = read(answer, TokenList::read);
            for (TokenAnswer token : list.tokens()) {
                all.add(details(answer, token));
            }
            if (list.next() == null) {
                return all;
            }
            after = "?after=" + URLEncoder.encode(list.next(), UTF_8);
        }
        throw new AccessException("the gateway's list of tokens does not end", 0);
    }

    /** One of them. */
    public WithJson<TokenDetails> inspect(String id) throws AccessException, InterruptedException {
        return token(call("GET", "tokens/" + segment(id), null));
    }

    /** Takes one back; empty when it was made elsewhere, so that nothing is known of it. */
    public Optional<WithJson<TokenDetails>> revoke(String id)
            throws AccessException, InterruptedException {
        HttpAnswer answer = call("DELETE", "tokens/" + segment(id), null);
        return answer.status() == NO_CONTENT ? Optional.empty() : Optional.of(token(answer));
    }

    /**
     * Becomes a node, by the token to join by that is shown.
     *
     * @param agentKey by which whoever asks again is known, so that it uses up nothing
     */
    public WithJson<TokenDetails> join(String agentKey, String name)
            throws AccessException, InterruptedException {
        return token(call("POST", "join", new JoinRequest(agentKey, name).write()));
    }

    /** The next token of a node, by the one that is shown. */
    public WithJson<TokenDetails> renew() throws AccessException, InterruptedException {
        return token(call("POST", "renew", null));
    }

    /** Takes back all that somebody was given up to now. */
    public void revokeAllOf(String subject) throws AccessException, InterruptedException {
        var _ = call("POST", "subjects/" + segment(subject) + "/revoke", null);
    }

    /** Has the gateway sign with another key from now on. */
    public void rotate() throws AccessException, InterruptedException {
        var _ = call("POST", "rotate", null);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static WithJson<TokenDetails> token(HttpAnswer answer) throws AccessException {
        return new WithJson<>(details(answer, read(answer, TokenAnswer::read)), text(answer));
    }

    private static TokenDetails details(HttpAnswer answer, TokenAnswer token)
            throws AccessException {
        try {
            return AccessWire.details(token);
        } catch (JsonFormatException e) {
            throw unreadable(answer, e);
        }
    }

    private HttpAnswer call(String method, String path, byte @Nullable [] body)
            throws AccessException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.call(method, ROOT + path, body, LIMIT);
        } catch (NoAnswerException e) {
            throw new AccessException(String.valueOf(e.getMessage()), 0);
        }
        if (answer.status() >= ERRORS) {
            throw new AccessException(
                    answer.gateway() + ": HTTP " + answer.status() + answer.reason(),
                    answer.status());
        }
        return answer;
    }

    private interface Reading<T> {
        T read(byte[] body) throws JsonFormatException;
    }

    private static <T> T read(HttpAnswer answer, Reading<T> reading) throws AccessException {
        try {
            return reading.read(answer.body());
        } catch (JsonFormatException e) {
            throw unreadable(answer, e);
        }
    }

    private static AccessException unreadable(HttpAnswer answer, JsonFormatException e) {
        return new AccessException(
                answer.gateway() + ": the answer is not understood: " + e.getMessage(), 0);
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
