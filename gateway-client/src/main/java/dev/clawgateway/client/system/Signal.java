package dev.clawgateway.client.system;

/** What a process can be asked, or made, to end by. */
public enum Signal {
    /** Asks: a process may take its time, or not listen at all. */
    TERM(15),
    /** Ends it at once. */
    KILL(9);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** As kill(2) has it. */
    public int number() {
        return number;
    }
}
