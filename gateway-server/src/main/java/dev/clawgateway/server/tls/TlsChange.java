package dev.clawgateway.server.tls;

import dev.clawgateway.net.tls.ListenerTls;
import dev.clawgateway.server.access.certificate.Authorities;
import dev.clawgateway.server.reload.Prepared;
import dev.clawgateway.server.tls.WatchedFiles.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is shown and believed next, ready to be exchanged, on all listeners together. */
final class TlsChange implements Prepared {
    private final WatchedFiles<ServerCertificate> pair;
    private final Reading<ServerCertificate> shown;
    private final List<Step> steps = new ArrayList<>();

    /**
     * Of one listener.
     *
     * @param believed null where no clients are asked
     */
    record Wish(
            SecuredListener listener, @Nullable Reading<Authorities> believed, boolean required) {
        boolean differs() {
            WatchedFiles<Authorities> now = listener.clientFiles();
            return now != null
                    && believed != null
                    && (!believed.saysTheSameAs(now.inForce()) || required != listener.required());
        }
    }

    /** Null where the listener goes on as it is. */
    private record Step(Wish wish, ListenerTls.@Nullable Exchange exchange) {}

    /**
     * Builds what is needed.
     *
     * @throws TlsException when that cannot be; nothing has changed
     */
    TlsChange(
            WatchedFiles<ServerCertificate> pair,
            Reading<ServerCertificate> shown,
            List<Wish> wishes)
            throws TlsException {
        this.pair = pair;
        this.shown = shown;
        boolean other = !shown.saysTheSameAs(pair.inForce());
        try {
            for (Wish wish : wishes) {
                steps.add(
                        new Step(
                                wish,
                                other || wish.differs()
                                        ? wish.listener.prepare(shown, wish.believed, wish.required)
                                        : null));
            }
        } catch (TlsException failure) {
            discard();
            throw failure;
        }
    }

    /** How many listeners do something else afterwards. */
    int listeners() {
        return (int) steps.stream().filter(step -> step.exchange != null).count();
    }

    @Override
    public void run() {
        pair.take(shown);
        for (Step step : steps) {
            if (step.exchange != null) {
                step.exchange.run();
            }
            if (step.wish.believed != null) {
                step.wish.listener.believe(step.wish.believed);
            }
        }
    }

    @Override
    public void discard() {
        for (Step step : steps) {
            if (step.exchange != null) {
                step.exchange.discard();
            }
        }
    }
}
