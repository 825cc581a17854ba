package dev.clawgateway.core;

import dev.clawgateway.core.access.Rights;
import org.jspecify.annotations.Nullable;

/**
 * Who sent something in, and by which way. Comes with every command and question; events and
 * records keep it.
 *
 * @param dialect the dialect it was said in, such as {@code claw}; {@code gateway} for the
 *     gateway's own doing
 * @param address of the peer, without a port; empty where there is none
 * @param port of the peer, which tells its connections apart; 0 where it does not matter
 * @param local whether it came in where only this machine can: on a loopback address or a Unix
 *     socket
 * @param requestId as the caller named its request; null when it did not
 * @param rights that its credential gives it; null where nobody asked for one, and for nodes, whose
 *     credentials say who they are and nothing more. Never kept: what was allowed once says nothing
 *     about later
 */
public record Caller(
        Principal principal,
        String dialect,
        String address,
        int port,
        boolean local,
        @Nullable String requestId,
        @Nullable Rights rights,
        Terms terms) {
    /** The gateway's own doing. */
    public static final Caller GATEWAY =
            new Caller(new Principal.Gateway(), "gateway", "", true, null);

    /** Somebody who sets no terms. */
    public Caller(
            Principal principal,
            String dialect,
            String address,
            int port,
            boolean local,
            @Nullable String requestId,
            @Nullable Rights rights) {
        this(principal, dialect, address, port, local, requestId, rights, Terms.NONE);
    }

    /** Somebody whose rights nobody asked for. */
    public Caller(
            Principal principal,
            String dialect,
            String address,
            int port,
            boolean local,
            @Nullable String requestId) {
        this(principal, dialect, address, port, local, requestId, null, Terms.NONE);
    }

    /** Somebody whose connection does not matter. */
    public Caller(
            Principal principal,
            String dialect,
            String address,
            boolean local,
            @Nullable String requestId) {
        this(principal, dialect, address, 0, local, requestId, null, Terms.NONE);
    }

    /** The same with these rights. */
    public Caller with(Rights granted) {
        return new Caller(principal, dialect, address, port, local, requestId, granted, terms);
    }

    /** The same with what it calls its request. */
    public Caller asking(String request) {
        return new Caller(principal, dialect, address, port, local, request, rights, terms);
    }

    /** The same on these terms. */
    public Caller on(Terms agreed) {
        return new Caller(principal, dialect, address, port, local, requestId, rights, agreed);
    }

    /** As records and events keep it. */
    public Caller recorded() {
        return rights == null && terms.none()
                ? this
                : new Caller(principal, dialect, address, port, local, requestId);
    }

    /** Somebody who came in from a peer. */
    public static Caller of(Principal principal, String dialect, Peer peer) {
        return new Caller(principal, dialect, peer.address(), peer.port(), peer.local(), null);
    }
}
