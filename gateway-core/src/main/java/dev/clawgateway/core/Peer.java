package dev.clawgateway.core;

import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as the transport knows it.
 *
 * @param listener name of the listener it came in by
 * @param local whether that listener can be reached from this machine only: it is bound to a
 *     loopback address, or is a Unix socket
 * @param address numeric, without a port; empty for a Unix socket
 * @param port 0 for a Unix socket
 * @param tlsIdentity by the client's certificate; null without one
 * @param user id of the process's user, told by the kernel; null but for Unix sockets
 */
public record Peer(
        String listener,
        boolean local,
        String address,
        int port,
        @Nullable TlsIdentity tlsIdentity,
        @Nullable Integer user) {
    /** The same, with a certificate. */
    public Peer with(TlsIdentity identity) {
        return new Peer(listener, local, address, port, identity, user);
    }

    /** As logs name it. */
    @Override
    public String toString() {
        return user == null ? address + ":" + port : "uid " + user;
    }
}
