package dev.clawgateway.simulation.network;

import dev.clawgateway.simulation.kernel.SimulatedProcess;

/** One end of a connection, as the kernel of its machine has it. */
final class TcpSocket {
    private final TcpConnection.Party party;
    private final TcpFlow in;
    private final TcpFlow out;
    private boolean closed;
    private boolean outputEnded;

    TcpSocket(TcpConnection.Party party, TcpFlow in, TcpFlow out) {
        this.party = party;
        this.in = in;
        this.out = out;
    }

    SimulatedProcess process() {
        return party.process();
    }

    boolean closed() {
        return closed;
    }

    /** How many bytes it takes now. */
    int room() {
        return closed || outputEnded ? 0 : out.room();
    }

    void wantRoom() {
        out.wantRoom();
    }

    /** Not more than there is room for. */
    void write(byte[] bytes) {
        out.write(bytes);
    }

    /** How many bytes can be read now. */
    int unread() {
        return in.unread();
    }

    boolean atEnd() {
        return in.atEnd();
    }

    byte[] read(int most) {
        return in.read(most);
    }

    /** Writes nothing more, and still reads. */
    void endOutput() {
        if (!closed && !outputEnded) {
            outputEnded = true;
            out.end();
        }
    }

    /** As a kernel does it: where something is unread, the peer is told that it got lost. */
    void close() {
        if (closed) {
            return;
        }
        if (in.unread() > 0) {
            abort();
        } else {
            endOutput();
            gone();
        }
    }

    /** Ends it without a word but a reset. */
    void abort() {
        if (!closed) {
            out.reset();
            gone();
        }
    }

    private void gone() {
        closed = true;
        in.receiverGone();
    }

    void readable() {
        if (!closed) {
            party.end().readable();
        }
    }

    void writable() {
        if (!closed && !outputEnded) {
            party.end().writable();
        }
    }

    /** Its kernel has learnt that the connection is gone. */
    void broken(String why) {
        if (!closed) {
            gone();
            party.end().broken(why);
        }
    }

    /** Its process has ended: the kernel closes in its stead. */
    void orphaned(boolean byReset) {
        if (byReset) {
            abort();
        } else {
            close();
        }
    }

    /** Its machine has no power: nobody is told anything. */
    void dark() {
        closed = true;
    }
}
