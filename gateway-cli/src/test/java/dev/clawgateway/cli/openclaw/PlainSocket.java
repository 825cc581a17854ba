package dev.clawgateway.cli.openclaw;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One connection of a client of OpenClaw's dialect. One thread reads; any may send. */
public final class PlainSocket implements WebSocket.Listener {
    /** Generous: a machine under load is no failure. */
    private static final int PATIENCE_SECONDS = 60;

    private static final String OVER = "";

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private volatile boolean over;
    private @Nullable WebSocket socket;

    private PlainSocket() {}

    /** Connects, and waits for nothing else. */
    public static PlainSocket open(HttpClient http, URI gateway) throws IOException {
        PlainSocket plain = new PlainSocket();
        try {
            plain.socket = http.newWebSocketBuilder().buildAsync(gateway, plain).join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
        return plain;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end();
    }

    private void end() {
        over = true;
        messages.add(OVER);
    }

    /** The next message. */
    public JsonNode read() throws IOException {
        try {
            String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null || message.equals(OVER)) {
                throw new IOException(message == null ? "silence" : "the connection is gone");
            }
            return JsonMapper.shared().readTree(message);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Hands a frame over; whether it arrives nobody knows. */
    public synchronized void send(ObjectNode frame) throws IOException {
        WebSocket open = socket;
        if (over || open == null) {
            throw new IOException("the connection is gone");
        }
        try {
            open.sendText(frame.toString(), true).join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** The connection breaks. */
    public void cut() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        end();
    }
}
