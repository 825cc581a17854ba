package dev.clawgateway.client.node;

import dev.clawgateway.client.Endpoint;

/** Where a node connects, and by what it is let in. */
public interface NodeAccess {
    /**
     * Called once; before there is something to be let in by, it is of no use to connect.
     *
     * @param connect called once, on any thread
     * @param better called on any thread whenever there is something else to be let in by than
     *     before: whoever waits, since it was refused, need wait no longer
     */
    void begin(Runnable connect, Runnable better);

    /** What to connect to now. Does not block. */
    Endpoint endpoint();

    /** Hears that it was not let in; whether it may be later, by something else. */
    boolean refused();

    /** Always the same. */
    static NodeAccess at(Endpoint endpoint) {
        return new NodeAccess() {
            @Override
            public void begin(Runnable connect, Runnable better) {
                connect.run();
            }

            @Override
            public Endpoint endpoint() {
                return endpoint;
            }

            @Override
            public boolean refused() {
                return false;
            }
        };
    }
}
