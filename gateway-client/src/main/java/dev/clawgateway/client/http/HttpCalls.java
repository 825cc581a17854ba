package dev.clawgateway.client.http;

import dev.clawgateway.client.TlsTrouble;
import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.http.wire.HttpReply;
import dev.clawgateway.client.http.wire.HttpWire;
import dev.clawgateway.client.http.wire.LateAnswerException;
import dev.clawgateway.client.http.wire.ReplyTimes;
import io.netty.channel.ConnectTimeoutException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks gateways over HTTP: the one that answered last, and when that fails the others, each once.
 * Calls wait for their answer; any thread may make them.
 */
public final class HttpCalls implements AutoCloseable {
    private static final int SERVER_ERROR = 500;
    private static final String JSON = "application/json";

    private final HttpAddresses addresses;
    private final HttpWire wire;
    private final Set<HttpReply> underWay = ConcurrentHashMap.newKeySet();
    private volatile int current;

    /**
     * Opens no connection yet.
     *
     * @param connectLimit how long a connection may take to come about
     */
    public HttpCalls(HttpAddresses addresses, Duration connectLimit) {
        this.addresses = addresses;
        wire = new HttpWire(addresses.tls(), connectLimit);
    }

    /**
     * Sends one request; it must be harmless to send twice, since an answer can be lost.
     *
     * @param pathAndQuery begins with a slash
     * @param body null for none
     * @param limit how long each gateway may take to answer
     * @return what was answered. An error of the gateway's own (5xx) only when no other did better
     * @throws NoAnswerException when nobody answered
     */
    public HttpAnswer call(
            String method, String pathAndQuery, byte @Nullable [] body, Duration limit)
            throws NoAnswerException, InterruptedException {
        Map<String, String> fields = new HashMap<>(Map.of("Accept", JSON));
        if (body != null) {
            fields.put("Content-Type", JSON);
        }
        return call(new HttpAsked(method, pathAndQuery, fields, body), limit);
    }

    /** The same, with fields of its own. */
    public HttpAnswer call(HttpAsked asked, Duration limit)
            throws NoAnswerException, InterruptedException {
        ReplyTimes patience = ReplyTimes.whole(limit);
        return best(
                new Way<>(gateway -> whole(gateway, asked, patience), HttpAnswer::status, _ -> {}),
                limit);
    }

    /**
     * The same of what may do harm when it is heard twice: once a gateway may have heard it, no
     * other is asked.
     */
    public HttpAnswer callOnce(HttpAsked asked, Duration limit)
            throws NoAnswerException, InterruptedException {
        ReplyTimes times = ReplyTimes.whole(limit);
        StringBuilder reasons = new StringBuilder();
        for (URI gateway : addresses.gateways()) {
            try {
                return whole(gateway, asked, times);
            } catch (IOException e) {
                add(reasons, gateway, reason(e, limit));
                if (heardPerhaps(e)) {
                    throw new NoAnswerException(reasons.toString(), true);
                }
            }
        }
        throw new NoAnswerException(reasons.toString(), false);
    }

    /**
     * The same, for an answer that goes on and on: returns once its head is there. Whoever gets it
     * closes it.
     */
    public OpenAnswer open(HttpAsked asked, ReplyTimes patience)
            throws NoAnswerException, InterruptedException {
        return best(
                new Way<>(
                        gateway -> begun(gateway, asked, patience),
                        begun -> begun.head().status(),
                        OpenAnswer::close),
                patience.first());
    }

    /** How one gateway is asked, what its answer is worth, and what is done with a worse one. */
    private record Way<T>(Asking<T> asking, ToIntFunction<T> status, Consumer<T> drop) {}

    @FunctionalInterface
    private interface Asking<T> {
        T ask(URI gateway) throws IOException, InterruptedException;
    }

    private <T> T best(Way<T> way, Duration limit) throws NoAnswerException, InterruptedException {
        @Nullable T worst = null;
        StringBuilder reasons = new StringBuilder();
        boolean heard = false;
        int count = addresses.gateways().size();
        int first = current;
        for (int tried = 0; tried < count; tried++) {
            int at = (first + tried) % count;
            URI gateway = addresses.gateways().get(at);
            try {
                T answer = way.asking().ask(gateway);
                if (worst != null) {
                    way.drop().accept(worst);
                }
                worst = answer;
                if (way.status().applyAsInt(answer) < SERVER_ERROR) {
                    current = at;
                    return answer;
                }
            } catch (IOException e) {
                add(reasons, gateway, reason(e, limit));
                heard |= heardPerhaps(e);
            }
        }
        if (worst == null) {
            throw new NoAnswerException(reasons.toString(), heard);
        }
        return worst;
    }

    private HttpAnswer whole(URI gateway, HttpAsked asked, ReplyTimes patience)
            throws IOException, InterruptedException {
        HttpReply reply = ask(gateway, asked, patience);
        try {
            return new OpenAnswer(reply.head(), reply).whole();
        } catch (InterruptedException e) {
            reply.close();
            throw e;
        } finally {
            underWay.remove(reply);
        }
    }

    private OpenAnswer begun(URI gateway, HttpAsked asked, ReplyTimes patience)
            throws IOException, InterruptedException {
        HttpReply reply = ask(gateway, asked, patience);
        try {
            return new OpenAnswer(reply.head(), reply);
        } catch (InterruptedException e) {
            reply.close();
            throw e;
        } finally {
            underWay.remove(reply);
        }
    }

    private HttpReply ask(URI gateway, HttpAsked asked, ReplyTimes patience) {
        HttpReply reply = wire.ask(gateway, signed(asked), patience);
        underWay.add(reply);
        return reply;
    }

    private HttpAsked signed(HttpAsked asked) {
        return addresses.token() == null
                ? asked
                : asked.with("Authorization", "Bearer " + addresses.token());
    }

    /** Gives up what waits for an answer, if something does. */
    public void cancel() {
        underWay.forEach(HttpReply::close);
    }

    private static void add(StringBuilder reasons, URI gateway, String reason) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(gateway).append(": ").append(reason);
    }

    /** Not where no connection came about. */
    private static boolean heardPerhaps(IOException e) {
        return switch (cause(e)) {
            case ConnectException _,
                    UnknownHostException _,
                    NoRouteToHostException _,
                    FileNotFoundException _,
                    SSLException _ ->
                    false;
            default -> true;
        };
    }

    private static Throwable cause(IOException e) {
        return e.getCause() instanceof IOException deeper ? deeper : e;
    }

    private static String reason(IOException e, Duration limit) {
        Throwable why = cause(e);
        return switch (why) {
            case ConnectTimeoutException _ -> "no connection came about in time";
            case LateAnswerException _ -> "no answer within " + limit.toMillis() / 1000.0 + " s";
            case UnknownHostException _ -> "unknown host";
            case FileNotFoundException _ -> "no such socket";
            case ConnectException refused
                    when String.valueOf(refused.getMessage()).contains("refused") ->
                    "connection refused";
            default -> {
                String trust = TlsTrouble.words(why);
                String message = trust != null ? trust : why.getMessage();
                yield message == null ? why.getClass().getSimpleName() : message;
            }
        };
    }

    /** Gives up what is under way and closes the connections. */
    @Override
    public void close() {
        wire.close();
    }
}
