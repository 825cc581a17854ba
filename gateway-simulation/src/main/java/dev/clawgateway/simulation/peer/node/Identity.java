package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.simulation.referee.fact.Promises;

/** Who a node says it is, and whether somebody else says so too. */
final class Identity {
    private final String machine;
    private NodeId id;
    private boolean shared;
    private boolean copy;
    private int boots = 1;

    Identity(String machine, NodeId id) {
        this.machine = machine;
        this.id = id;
    }

    NodeId id() {
        return id;
    }

    /** Which start of the machine it is, in words. */
    String boot() {
        return "boot-" + machine + "-" + boots;
    }

    void booted() {
        boots++;
    }

    /** A new id that nobody has. */
    void change(NodeId own) {
        id = own;
        shared = false;
        copy = false;
    }

    /** Another's id from now on. */
    void copy(NodeId other) {
        id = other;
        shared = true;
        copy = true;
    }

    /** Somebody else took its id. */
    void share() {
        shared = true;
    }

    /** Whether it goes by an id that was another's first. */
    boolean isCopy() {
        return copy;
    }

    Promises promises(Promises own) {
        return shared ? own.cloned() : own;
    }
}
