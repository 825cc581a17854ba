package dev.clawgateway.net.tls;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What seals the tickets by which clients resume sessions of TLS. Never leaves this process, so a
 * restart makes all tickets worthless. The JDK's library has keys of its own, which it exchanges by
 * itself.
 *
 * @param current seals
 * @param before still opens, so that no client notices an exchange; null for none
 */
record TicketKeys(OpenSslSessionTicketKey current, @Nullable OpenSslSessionTicketKey before) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Open nothing that was sealed before. */
    static TicketKeys fresh() {
        return new TicketKeys(key(), null);
    }

    private static OpenSslSessionTicketKey key() {
        byte[] bits = new byte[OpenSslSessionTicketKey.TICKET_KEY_SIZE];
        RANDOM.nextBytes(bits);
        int name = OpenSslSessionTicketKey.NAME_SIZE;
        int signing = name + OpenSslSessionTicketKey.HMAC_KEY_SIZE;
        return new OpenSslSessionTicketKey(
                Arrays.copyOf(bits, name),
                Arrays.copyOfRange(bits, name, signing),
                Arrays.copyOfRange(bits, signing, bits.length));
    }

    /** A new one in force; the one that was still opens. */
    TicketKeys next() {
        return new TicketKeys(key(), current);
    }

    void into(SslContext context) {
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setTicketKeys(
                    before == null
                            ? new OpenSslSessionTicketKey[] {current}
                            : new OpenSslSessionTicketKey[] {current, before});
        }
    }
}
