package dev.clawgateway.core;

/**
 * Identity of one connection of one peer, so that what is meant for an ended one never reaches the
 * next.
 *
 * @param gateway id of the gateway that holds the connection
 * @param epoch grows from 1 over the life of that gateway's process
 */
public record SessionId(String gateway, long epoch) {
    /**
     * Whether the same gateway opened the other one later. Sessions of two gateways have no order.
     */
    public boolean before(SessionId other) {
        return gateway.equals(other.gateway) && epoch < other.epoch;
    }

    /** As logs name it. */
    @Override
    public String toString() {
        return gateway + "/" + epoch;
    }
}
