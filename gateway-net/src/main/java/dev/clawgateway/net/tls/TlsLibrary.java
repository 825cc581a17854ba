package dev.clawgateway.net.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;

/** What speaks TLS. */
public enum TlsLibrary {
    /** The quicker one, as native code. */
    BORINGSSL(SslProvider.OPENSSL_REFCNT, "BoringSSL"),

    /** The JDK's own, where the other cannot be loaded. */
    JDK(SslProvider.JDK, "JDK");

    /** Read by the JDK once, when its first context is made. */
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private final SslProvider provider;
    private final String words;

    TlsLibrary(SslProvider provider, String words) {
        this.provider = provider;
        this.words = words;
    }

    /** The best that this process can load. The first call takes its time: it unpacks a file. */
    public static TlsLibrary best() {
        return OpenSsl.isAvailable() ? BORINGSSL : JDK;
    }

    /** Why it is not {@link #BORINGSSL}; null when it is. */
    public static @Nullable String whyNotBest() {
        Throwable cause = OpenSsl.unavailabilityCause();
        return cause == null ? null : String.valueOf(cause);
    }

    /**
     * Clients may not renegotiate, which would cost this side far more than them (CVE-2011-1473).
     * BoringSSL knows no other way.
     */
    SslProvider provider() {
        System.setProperty(REJECT_RENEGOTIATION, "true");
        return provider;
    }

    @Override
    public String toString() {
        return words;
    }
}
