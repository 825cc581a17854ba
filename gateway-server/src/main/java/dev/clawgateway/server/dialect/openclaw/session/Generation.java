package dev.clawgateway.server.dialect.openclaw.session;

/** How old a client's software is, as far as it shows: they differ in what they bear. */
public enum Generation {
    /** Of early 2026: only ticks count as life, frames are judged by closed schemas. */
    A,
    /** Of spring 2026: knows the details of failures. */
    B,
    /** Since summer 2026: any frame counts as life. */
    C
}
