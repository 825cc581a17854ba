package dev.clawgateway.net.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a listener shows, and whom it believes.
 *
 * @param key belongs to the first certificate
 * @param chain the own certificate first
 * @param clients null where they are not asked for certificates
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain, @Nullable Clients clients) {
    public TlsMaterial {
        chain = List.copyOf(chain);
    }

    /**
     * How clients are asked for certificates.
     *
     * @param authorities who is believed; always the same ones
     * @param required whether nobody comes in without one
     */
    public record Clients(X509TrustManager authorities, boolean required) {
        boolean isAs(@Nullable Clients other) {
            return other != null && required == other.required && issuers().equals(other.issuers());
        }

        private Set<X509Certificate> issuers() {
            return Set.copyOf(Arrays.asList(authorities.getAcceptedIssuers()));
        }
    }

    /** Whether whoever was let in by the other would be let in by this. */
    boolean asksAs(TlsMaterial other) {
        return clients == null ? other.clients == null : clients.isAs(other.clients);
    }
}
