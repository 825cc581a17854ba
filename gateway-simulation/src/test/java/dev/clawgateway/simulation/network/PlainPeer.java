package dev.clawgateway.simulation.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a plain connection tells. */
final class PlainPeer implements PlainListener {
    final List<String> told = new ArrayList<>();

    @Override
    public void opened(PlainConnection connection) {
        told.add("opened");
    }

    @Override
    public void text(String message) {
        told.add(message);
    }

    @Override
    public void bytes(byte[] raw) {
        told.add(new String(raw, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void closed(int code, String reason) {
        told.add("closed " + code + " " + reason);
    }

    String last() {
        return told.isEmpty() ? "" : told.getLast();
    }
}
