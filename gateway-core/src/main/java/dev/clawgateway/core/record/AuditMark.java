package dev.clawgateway.core.record;

/**
 * How far the audit log was known to be safe on its disk: whoever cuts its tail has to change this,
 * too.
 *
 * @param number of a line, from 1; 0 for none
 * @param hash of that line, in hex
 */
public record AuditMark(long number, String hash) {
    /** Of a log that has no line yet, or of which nothing was noted. */
    public static final AuditMark NONE = new AuditMark(0, "");
}
