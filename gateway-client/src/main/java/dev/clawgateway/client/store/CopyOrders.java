package dev.clawgateway.client.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.store.CopyAnswer;
import java.time.Duration;

/** Has a gateway copy its store, and looks how it goes. Belongs to one thread. */
public final class CopyOrders implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpCalls http;

    /** Opens no connection yet. */
    public CopyOrders(HttpAddresses gateway) {
        http = new HttpCalls(gateway, LIMIT);
    }

    /**
     * A copy, as far as it is.
     *
     * @param running whether it is still being made
     * @param place where it is, on the gateway's machine; empty until it is done
     * @param number of a backup
     * @param size of a backup in bytes, of an export in records
     * @param json the same, as it was answered
     */
    public record CopyProgress(
            boolean running, String place, long number, long size, String json) {}

    /**
     * Begins a backup.
     *
     * @param keep so many of the newest stay; 0 for all
     */
    public void backup(int keep) throws CopyException, InterruptedException {
        var _ = call("POST", "/api/v1/store/backup?keep=" + keep);
    }

    /** Begins an export. */
    public void export() throws CopyException, InterruptedException {
        var _ = call("POST", "/api/v1/store/export");
    }

    /** How the copy is that was begun last; throws when it has failed. */
    public CopyProgress look() throws CopyException, InterruptedException {
        return call("GET", "/api/v1/store/copy");
    }

    /** The same once it is made, or as it is after so long; less than 30 s. */
    public CopyProgress await(Duration most) throws CopyException, InterruptedException {
        return call("GET", "/api/v1/store/copy?wait_secs=" + most.toSeconds());
    }

    private CopyProgress call(String method, String path)
            throws CopyException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = http.call(method, path, null, LIMIT);
        } catch (NoAnswerException e) {
            throw new CopyException(String.valueOf(e.getMessage()), 0);
        }
        if (answer.status() != OK && answer.status() != ACCEPTED) {
            throw new CopyException(
                    answer.gateway() + ": HTTP " + answer.status() + answer.reason(),
                    answer.status());
        }
        return progress(answer);
    }

    private static CopyProgress progress(HttpAnswer answer) throws CopyException {
        CopyAnswer copy;
        try {
            copy = CopyAnswer.read(answer.body());
        } catch (JsonFormatException e) {
            throw new CopyException(
                    answer.gateway() + ": what answers is no gateway: " + e.getMessage(), 0);
        }
        return switch (copy.state()) {
            case "failed" -> throw new CopyException(String.valueOf(copy.reason()), 0);
            case "none" ->
                    throw new CopyException("the gateway was started anew before it was made", 0);
            default ->
                    new CopyProgress(
                            copy.state().equals("running"),
                            copy.place() == null ? "" : copy.place(),
                            copy.number(),
                            copy.size(),
                            new String(answer.body(), UTF_8));
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
