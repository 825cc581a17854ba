package dev.clawgateway.simulation.peer.reader;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One request, and the lines of its answer as they come, be they of one form or the other. */
final class StreamTalk implements PlainListener {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String DATA = "data: ";
    private static final String HISTORY = "gateway-history";
    private static final int OK = 200;

    /** A gateway that is there says something far more often. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int HEX = 16;

    private final SimulatedProcess process;
    private final PlainConnection connection;
    private final byte[] request;
    private final Reader reader;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private int status;
    private boolean chunked;
    private boolean over;
    private Timer silence;

    /** Who is told what comes. */
    interface Reader {
        /**
         * The answer goes on and on.
         *
         * @param history of which its numbers are; empty where it does not say
         */
        void began(String history);

        /** One record of it. */
        void told(JsonNode record);

        /** The answer is another one. */
        void refused(int status, JsonNode problem);

        /** Nothing follows. Called once, and last. */
        void over(String reason);
    }

    StreamTalk(PeerWorld world, SimulatedProcess process, String request, Reader reader) {
        this.request = request.getBytes(StandardCharsets.UTF_8);
        this.reader = reader;
        this.process = process;
        connection = world.network().raw(process, this);
        silence = process.after(SILENCE, this::hangUp);
    }

    /**
     * A question for a path.
     *
     * @param history of which the number in it is; empty where there is none
     */
    static String get(String path, String form, String history) {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: gateway:8080\r\nAccept: "
                + form
                + (history.isEmpty() ? "" : "\r\n" + HISTORY + ": " + history)
                + "\r\n\r\n";
    }

    @Override
    public void opened(PlainConnection opened) {
        connection.sendRaw(request);
    }

    /** It is read no more. */
    void hangUp() {
        connection.abort();
        end("hung up");
    }

    @Override
    public void bytes(byte[] bytes) {
        if (over) {
            return;
        }
        silence.cancel();
        silence = process.after(SILENCE, this::hangUp);
        raw.append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (status == 0 && !head()) {
            return;
        }
        if (chunked) {
            takeChunks();
        } else {
            body.append(raw);
            raw.setLength(0);
        }
        if (status == OK) {
            takeLines();
        } else if (body.toString().strip().endsWith("}")) {
            reader.refused(status, parse(utf8(body.toString())));
            hangUp();
        }
    }

    private boolean head() {
        int end = raw.indexOf(END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        String head = raw.substring(0, end).toLowerCase(Locale.ROOT);
        raw.delete(0, end + END_OF_HEAD.length());
        chunked = head.contains("transfer-encoding: chunked");
        status = Integer.parseInt(head.substring("http/1.1 ".length(), "http/1.1 200".length()));
        if (status == OK) {
            reader.began(header(head, HISTORY));
        }
        return true;
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n", -1)) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2).strip();
            }
        }
        return "";
    }

    private void takeChunks() {
        for (int line = raw.indexOf("\r\n"); line >= 0; line = raw.indexOf("\r\n")) {
            int size = Integer.parseInt(raw.substring(0, line), HEX);
            int begin = line + 2;
            if (raw.length() < begin + size + 2) {
                return;
            }
            body.append(raw, begin, begin + size);
            raw.delete(0, begin + size + 2);
        }
    }

    private void takeLines() {
        for (int end = body.indexOf("\n"); end >= 0 && !over; end = body.indexOf("\n")) {
            String line = utf8(body.substring(0, end));
            body.delete(0, end + 1);
            String json = line.startsWith(DATA) ? line.substring(DATA.length()) : line;
            if (json.startsWith("{")) {
                reader.told(parse(json));
            }
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static JsonNode parse(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway answered " + text, e);
        }
    }

    @Override
    public void closed(int code, String reason) {
        end(reason);
    }

    private void end(String reason) {
        if (!over) {
            over = true;
            silence.cancel();
            reader.over(reason);
        }
    }
}
