package dev.clawgateway.server.audit;

import dev.clawgateway.core.record.AuditMark;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A line as the next one knows it.
 *
 * @param number of the line, from 1; 0 before the first
 * @param hash SHA-256 over the line without its end, in hex
 */
public record Link(long number, String hash) {
    /** Before the first line. */
    static final Link NONE = new Link(0, "0".repeat(64));

    static Link of(AuditMark mark) {
        return new Link(mark.number(), mark.hash());
    }

    AuditMark mark() {
        return new AuditMark(number, hash);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java has it", e);
        }
    }

    static String hash(MessageDigest digest, byte[] bytes, int from, int until) {
        digest.update(bytes, from, until - from);
        return HexFormat.of().formatHex(digest.digest());
    }
}
