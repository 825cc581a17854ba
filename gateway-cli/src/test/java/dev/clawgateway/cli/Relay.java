package dev.clawgateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a gateway, and cuts connections where a test wants it to. */
final class Relay implements AutoCloseable {
    private static final int MOST = 65_536;

    private final ServerSocket listener;
    private final int gateway;
    private final Rule rule;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What becomes of what a client has sent. */
    enum Fate {
        PASSED_ON,
        /** The connection ends, and the gateway never sees it. */
        DROPPED,
        /** The gateway sees it, and the connection ends in place of its answer. */
        UNANSWERED
    }

    /** Decides; asked by any thread. */
    @FunctionalInterface
    interface Rule {
        /**
         * Of something that came at once.
         *
         * @param sent as text, a byte a character
         * @param number of what the same connection has sent, from 0
         */
        Fate of(String sent, int number);
    }

    /** On a port of loopback, before the gateway on another. */
    Relay(int gateway, Rule rule) throws IOException {
        this.gateway = gateway;
        this.rule = rule;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The address to give to clients. */
    String url() {
        return "ws://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), gateway);
                open.addAll(List.of(client, server));
                Link link = new Link(client, server);
                Thread.ofVirtual().start(link::sent);
                Thread.ofVirtual().start(link::answered);
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean unanswered;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void sent() {
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                byte[] part = new byte[MOST];
                int length = in.read(part);
                for (int number = 0; length > 0; number++) {
                    String text = new String(part, 0, length, StandardCharsets.ISO_8859_1);
                    Fate fate = rule.of(text, number);
                    if (fate == Fate.DROPPED) {
                        return;
                    }
                    unanswered |= fate == Fate.UNANSWERED;
                    server.getOutputStream().write(part, 0, length);
                    length = in.read(part);
                }
            } catch (IOException _) {
                // One of them is gone.
            }
        }

        void answered() {
            try (client;
                    server) {
                byte[] part = new byte[MOST];
                int length = server.getInputStream().read(part);
                while (length > 0 && !unanswered) {
                    client.getOutputStream().write(part, 0, length);
                    length = server.getInputStream().read(part);
                }
            } catch (IOException _) {
                // One of them is gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
