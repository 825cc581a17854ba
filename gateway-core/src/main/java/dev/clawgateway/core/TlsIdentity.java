package dev.clawgateway.core;

import java.time.Instant;

/**
 * Who a client is by its certificate, which was found good.
 *
 * @param value the one of the field that its listener goes by
 * @param serial number of the certificate, in hex
 * @param issued when it begins to hold
 * @param expires when it ends
 * @param edition of the authorities by which it was found good: with another one it is to be judged
 *     anew
 */
public record TlsIdentity(
        String value, String serial, Instant issued, Instant expires, int edition) {}
