package dev.clawgateway.client.credential;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.node.NodeAccess;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Lets a node in by the credential that it has at the time. Safe from any thread. */
public final class CredentialAccess implements NodeAccess {
    private final Endpoint gateway;
    private final NodeCredential credential;
    private volatile Endpoint current;
    private volatile Runnable connect = () -> {};
    private volatile Runnable better = () -> {};

    /**
     * At a gateway.
     *
     * @param credential makes it, told who listens to it
     * @param trouble hears why there is none, and when it is tried again
     */
    public CredentialAccess(
            Endpoint gateway,
            Function<CredentialListener, NodeCredential> credential,
            BiConsumer<String, Duration> trouble) {
        this.gateway = gateway;
        current = gateway;
        this.credential =
                credential.apply(
                        new CredentialListener() {
                            @Override
                            public void token(String token) {
                                shown(token);
                            }

                            @Override
                            public void trouble(String why, Duration retryIn) {
                                trouble.accept(why, retryIn);
                            }
                        });
    }

    /** On the credential's thread. A session that there is stays: it ends with what it came by. */
    private void shown(String token) {
        boolean first = current == gateway;
        current = gateway.with(token);
        (first ? connect : better).run();
    }

    @Override
    public void begin(Runnable atFirst, Runnable atOnce) {
        connect = atFirst;
        better = atOnce;
        credential.start();
    }

    @Override
    public Endpoint endpoint() {
        return current;
    }

    @Override
    public boolean refused() {
        credential.refused();
        return true;
    }
}
