package dev.clawgateway.simulation.network;

/**
 * Whoever has one end of a connection. Told by the agenda, so each hands over to a thread of its
 * own.
 */
interface TcpEnd {
    /** The connection stands. */
    void established(TcpSocket socket);

    /** It never came to be. */
    void failed(String why);

    /** Bytes are there, or the end of the stream. */
    void readable();

    /** There is room again, for whom wanted it. */
    void writable();

    /** The connection is gone; nothing can be read or written any more. */
    void broken(String why);
}
