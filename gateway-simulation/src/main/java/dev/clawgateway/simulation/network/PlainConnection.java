package dev.clawgateway.simulation.network;

/**
 * A peer's end of a connection. What is sent before it stands, or after its end, is lost silently.
 * No method calls the listener from within.
 */
public interface PlainConnection {
    /** One text message. */
    void sendText(String text);

    /** A frame of any kind, right or wrong; its length is told truly. */
    void sendFrame(int firstByte, boolean masked, byte[] payload);

    /** Bytes as they are. */
    void sendRaw(byte[] bytes);

    /** Whether it reads nothing from now on, so that what is sent to it piles up. */
    void readNothing(boolean stalled);

    /** A Close frame, where it is a WebSocket; then the end. */
    void close(int code);

    /** The end at once, without a word. */
    void abort();
}
