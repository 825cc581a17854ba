package dev.clawgateway.client.credential;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node's credential, for as long as its agent lives: joins where there is none yet, renews what
 * there is from half of its life on, and never gives up. Confined to one thread, which waits for
 * gateways.
 *
 * <p>Pauses are random within bounds, so that a fleet that joined together does not renew together.
 */
public final class NodeCredential {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 12;
    private static final int KEY_BYTES = 32;

    /** So small a part of its life a renewal may come later than half of it. */
    private static final int JITTER = 10;

    private final Ticket ticket;
    private final CredentialFile file;
    private final CredentialExchange exchange;
    private final SerialThread thread;
    private final Time time;
    private final RandomGenerator random;
    private final CredentialListener listener;
    private KeptCredential kept = new KeptCredential("", null);
    private Timers.Timer next = () -> {};
    private int failures;
    private boolean unsaved;

    /**
     * What it joins by.
     *
     * @param name of the node
     * @param token null where it has joined before, and never is to again
     */
    public record Ticket(String name, @Nullable String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "ticket of " + name;
        }
    }

    /**
     * A credential.
     *
     * @param thread may be held up by gateways that do not answer
     */
    public NodeCredential(
            Ticket ticket,
            CredentialFile file,
            CredentialExchange exchange,
            SerialThread thread,
            Time time,
            RandomGenerator random,
            CredentialListener listener) {
        this.ticket = ticket;
        this.file = file;
        this.exchange = exchange;
        this.thread = thread;
        this.time = time;
        this.random = random;
        this.listener = listener;
    }

    /** Called once. */
    public void start() {
        thread.execute(this::look);
    }

    /** A gateway does not take it: perhaps somebody has laid another one into the file. */
    public void refused() {
        thread.execute(() -> {
            if (failures == 0) {
                look();
            }
        });
    }

    /** Finds out what there is, and goes on from there. */
    private void look() {
        next.cancel();
        try {
            if (unsaved) {
                save();
                return;
            }
            KeptCredential found = file.read();
            if (found == null) {
                // Kept before it is shown: whoever lost the answer asks again with the same.
                found = new KeptCredential(key(), null);
                file.write(found);
            }
            IssuedToken before = kept.token();
            IssuedToken there = found.token();
            kept = found;
            if (there != null && !there.equals(before)) {
                listener.token(there.token());
                failures = 0;
                again(untilRenewal(there));
            } else {
                exchange();
            }
        } catch (IOException failure) {
            trouble(String.valueOf(failure.getMessage()), false);
        }
    }

    private String key() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void exchange() {
        try {
            IssuedToken had = kept.token();
            IssuedToken issued = had == null ? join() : renewed(had);
            boolean other = had == null || !had.token().equals(issued.token());
            kept = kept.with(issued);
            if (other) {
                listener.token(issued.token()); // good, whether it can be kept or not
            }
            unsaved |= other;
            save();
        } catch (ExchangeException failure) {
            trouble(String.valueOf(failure.getMessage()), failure.refused());
        } catch (IOException failure) {
            trouble("the node's token cannot be kept: " + failure, false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() throws IOException {
        if (unsaved) {
            file.write(kept);
            unsaved = false;
        }
        failures = 0;
        IssuedToken token = kept.token();
        again(token == null ? Duration.ZERO : untilRenewal(token));
    }

    private IssuedToken join() throws ExchangeException, InterruptedException {
        String token = ticket.token();
        if (token == null) {
            throw new ExchangeException("there is no token to join by", true);
        }
        return exchange.join(token, kept.agentKey(), ticket.name());
    }

    private IssuedToken renewed(IssuedToken had) throws ExchangeException, InterruptedException {
        try {
            return exchange.renew(had.token());
        } catch (ExchangeException failure) {
            if (!failure.refused() || ticket.token() == null) {
                throw failure;
            }
            return join();
        }
    }

    /** Half of its life at most, whatever this machine's clock says, and a little of chance. */
    private Duration untilRenewal(IssuedToken token) {
        Duration half = token.lifetime().dividedBy(2);
        Duration left = Duration.between(time.now(), token.expires()).minus(half);
        Duration wait = left.compareTo(half) > 0 ? half : left.isNegative() ? Duration.ZERO : left;
        return wait.plusNanos(random.nextLong(Math.max(1, half.dividedBy(JITTER).toNanos())));
    }

    private void trouble(String why, boolean refused) {
        Duration base = refused ? REFUSED_PAUSE : FIRST_PAUSE;
        Duration bound = base.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
        Duration capped = bound.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : bound;
        Duration half = capped.dividedBy(2);
        Duration wait = half.plusNanos(random.nextLong(half.toNanos()));
        listener.trouble(why, wait);
        again(wait);
    }

    private void again(Duration wait) {
        next = thread.after(wait, this::look);
    }
}
