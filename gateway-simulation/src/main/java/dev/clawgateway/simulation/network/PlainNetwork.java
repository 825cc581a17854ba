package dev.clawgateway.simulation.network;

import dev.clawgateway.simulation.kernel.SimulatedProcess;

/** Opens connections to the gateway for peers that are not of our making. */
public interface PlainNetwork {
    /** Opens a WebSocket; whatever comes of it, the listener hears it on the process's thread. */
    PlainConnection webSocket(SimulatedProcess of, String path, PlainListener to);

    /** The same without a word of any protocol: what comes is bytes. */
    PlainConnection raw(SimulatedProcess of, PlainListener to);
}
