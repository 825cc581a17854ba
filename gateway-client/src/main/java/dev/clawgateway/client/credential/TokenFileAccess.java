package dev.clawgateway.client.credential;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.EndpointException;
import dev.clawgateway.client.SerialThread;
import dev.clawgateway.client.node.NodeAccess;
import dev.clawgateway.core.time.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Lets a node in by the token in a file that somebody else replaces. It is read each hour, and
 * every few seconds for some minutes after the gateway has refused the last one. Safe from any
 * thread.
 */
public final class TokenFileAccess implements NodeAccess {
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofSeconds(5);

    /** So many looks that they last until the node is refused the next time, and beyond. */
    private static final int LOOKS = 120;

    private static final int MAX_BYTES = 16 * 1024;

    private final Endpoint gateway;
    private final Path file;
    private final SerialThread thread;
    private final BiConsumer<String, Duration> trouble;
    private volatile Endpoint current;
    private Runnable connect = () -> {};
    private Runnable better = () -> {};
    private Timers.Timer next = () -> {};
    private String shown = "";
    private String said = "";
    private int looks;

    /**
     * At a gateway.
     *
     * @param thread that may wait for a disk
     * @param trouble hears why there is no token, and when the file is read again
     */
    public TokenFileAccess(
            Endpoint gateway,
            TokenInFile token,
            SerialThread thread,
            BiConsumer<String, Duration> trouble) {
        this.gateway = gateway;
        this.file = token.file();
        this.thread = thread;
        this.trouble = trouble;
        current = gateway;
    }

    @Override
    public void begin(Runnable atFirst, Runnable atOnce) {
        thread.execute(() -> {
            connect = atFirst;
            better = atOnce;
            look();
        });
    }

    @Override
    public Endpoint endpoint() {
        return current;
    }

    @Override
    public boolean refused() {
        thread.execute(() -> {
            looks = LOOKS;
            look();
        });
        return true;
    }

    private void look() {
        next.cancel();
        try {
            show(token());
            said = "";
        } catch (IOException | EndpointException failure) {
            looks = LOOKS;
            String why = "cannot read the token in " + file + ": " + failure.getMessage();
            if (!why.equals(said)) {
                said = why;
                trouble.accept(why, OFTEN);
            }
        }
        next = thread.after(looks-- > 0 ? OFTEN : SELDOM, this::look);
    }

    private String token() throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("that is too long for one");
        }
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new IOException("there is nothing in it");
        }
        return token;
    }

    private void show(String token) {
        if (token.equals(shown)) {
            return;
        }
        current = gateway.with(token);
        boolean first = shown.isEmpty();
        shown = token;
        looks = 0;
        (first ? connect : better).run();
    }
}
