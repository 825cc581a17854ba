package dev.clawgateway.client.operator;

/** Hears how a conversation fares that outlives its connections. On the asking thread. */
public interface ConnectionNotices {
    /** The connection is lost; another one is tried. */
    void lost();

    /** The question that was under way has its answer, over a new connection. */
    void restored();
}
