package dev.clawgateway.control.pairing;

import dev.clawgateway.core.device.PairingWish;
import dev.clawgateway.core.time.Time;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of devices that wait to be approved: one a device. A device that asks again for the
 * same keeps its request alive; one that asks for something else gets another in its place. Bounded
 * in number, by address and in size. Safe from any thread; never blocks.
 */
public final class PendingPairings {
    /** A full scan for what has expired is worth it only so often. */
    private static final long SWEEP_NANOS = 10_000_000_000L;

    private final Time time;
    private final Supplier<UUID> ids;
    private final PairingLimits limits;
    private final PairingListener listener;
    private final Map<String, PendingPairing> byDevice = new ConcurrentHashMap<>();
    private final Map<String, String> devices = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicLong displaced = new AtomicLong();
    private final AtomicLong swept;

    /**
     * None yet.
     *
     * @param ids makes ids of requests
     */
    public PendingPairings(
            Time time, Supplier<UUID> ids, PairingLimits limits, PairingListener listener) {
        this.time = time;
        this.ids = ids;
        this.limits = limits;
        this.listener = listener;
        swept = new AtomicLong(time.nanos());
    }

    /** What came of asking: at most one of these is new. */
    private static final class Slot {
        private @Nullable PendingPairing before;
        private boolean fresh;
    }

    /**
     * A device asks to be approved.
     *
     * @param repair whether it is approved for something already
     * @return its request, new or not
     */
    public PendingPairing ask(PairingWish wish, PairingCause cause, boolean repair) {
        sweep();
        long now = time.nanos();
        Slot slot = new Slot();
        PendingPairing request =
                byDevice.compute(
                        wish.device(),
                        (_, before) -> {
                            slot.before = before;
                            slot.fresh =
                                    before == null || expired(before, now) || !before.shows(wish);
                            return slot.fresh ? fresh(wish, cause, repair, now) : before.heard(now);
                        });
        if (slot.fresh) {
            enter(request, slot.before, now);
        }
        return request;
    }

    private PendingPairing fresh(PairingWish wish, PairingCause cause, boolean repair, long now) {
        String id = ids.get().toString();
        return new PendingPairing(id, wish, cause, repair, time.now(), now, false);
    }

    private void enter(PendingPairing request, @Nullable PendingPairing before, long now) {
        devices.put(request.id(), request.wish().device());
        count(request, 1);
        if (before != null) {
            left(before);
            // What is being approved is resolved by that; what has expired ended without a word.
            if (!before.deciding() && !expired(before, now)) {
                listener.resolved(before, false, request.id());
            }
        }
        makeRoom(request);
        listener.requested(request);
    }

    private void count(PendingPairing request, int sign) {
        weight.addAndGet((long) sign * request.weight());
        perAddress.merge(
                request.wish().address(), sign, (a, b) -> a + b == 0 ? null : (Integer) (a + b));
    }

    private void left(PendingPairing request) {
        devices.remove(request.id());
        count(request, -1);
    }

    /** At a bound the one goes that was silent longest, and never the one that just came. */
    private void makeRoom(PendingPairing newest) {
        String address = newest.wish().address();
        while (perAddress.getOrDefault(address, 0) > limits.perAddress()) {
            if (!displaceOne(newest, address)) {
                return;
            }
        }
        while (byDevice.size() > limits.requests() || weight.get() > limits.characters()) {
            if (!displaceOne(newest, null)) {
                return;
            }
        }
    }

    private boolean displaceOne(PendingPairing newest, @Nullable String address) {
        PendingPairing oldest =
                byDevice.values().stream()
                        .filter(one -> !one.id().equals(newest.id()))
                        .filter(one -> address == null || one.wish().address().equals(address))
                        .min(
                                Comparator.comparingLong(
                                        one -> one.heardNanos() - newest.heardNanos()))
                        .orElse(null);
        if (oldest == null) {
            return false;
        }
        if (removeNow(oldest.id()) != null) {
            displaced.incrementAndGet();
        }
        return true;
    }

    private boolean expired(PendingPairing request, long now) {
        // Whoever is let in meanwhile does not ask again.
        return !request.deciding()
                && request.cause() != PairingCause.COMMAND_UPGRADE
                && now - request.heardNanos() > limits.lifetime().toNanos();
    }

    private void sweep() {
        long now = time.nanos();
        long last = swept.get();
        if (now - last >= SWEEP_NANOS && swept.compareAndSet(last, now)) {
            for (PendingPairing request : byDevice.values()) {
                if (expired(request, now)) {
                    removeNow(request.id());
                }
            }
        }
    }

    /** Those that wait, in the order in which they were asked first. */
    public List<PendingPairing> all() {
        sweep();
        long now = time.nanos();
        return byDevice.values().stream()
                .filter(request -> !expired(request, now))
                .sorted(Comparator.comparing(PendingPairing::at).thenComparing(PendingPairing::id))
                .toList();
    }

    /** Null where none of that id waits, or waits any more. */
    public @Nullable PendingPairing find(String id) {
        String device = devices.get(id);
        PendingPairing request = device == null ? null : byDevice.get(device);
        return request == null || !request.id().equals(id) || expired(request, time.nanos())
                ? null
                : request;
    }

    /** What a device waits for; null for nothing. */
    public @Nullable PendingPairing ofDevice(String device) {
        PendingPairing request = byDevice.get(device);
        return request == null || expired(request, time.nanos()) ? null : request;
    }

    /**
     * Takes a request to have it approved; nobody else can from then on, and whatever its device
     * asks for meanwhile is another request.
     *
     * @return null where none of that id waits, or somebody decides on it already
     */
    public @Nullable PendingPairing decide(String id) {
        PendingPairing found = find(id);
        if (found == null) {
            return null;
        }
        boolean[] taken = {false};
        PendingPairing request =
                byDevice.computeIfPresent(
                        found.wish().device(),
                        (_, now) -> {
                            taken[0] = now.id().equals(id) && !now.deciding();
                            return taken[0] ? now.deciding(true) : now;
                        });
        return taken[0] ? request : null;
    }

    /** It was approved, and that is stored. */
    public void approved(PendingPairing request) {
        removeNow(request.id());
        listener.resolved(request, true, null);
    }

    /** It could not be: it waits as before. */
    public void undecided(PendingPairing request) {
        byDevice.computeIfPresent(
                request.wish().device(),
                (_, now) -> now.id().equals(request.id()) ? now.deciding(false) : now);
    }

    /** Says no to it; null where none of that id waits, or it is being approved. */
    public @Nullable PendingPairing reject(String id) {
        PendingPairing request = decide(id);
        if (request != null) {
            removeNow(id);
            listener.resolved(request, false, null);
        }
        return request;
    }

    /**
     * A device waits for nothing any more.
     *
     * @param approved whether it got what it asked for, by whatever way
     */
    public void withdraw(String device, boolean approved) {
        PendingPairing request = byDevice.get(device);
        PendingPairing taken = request == null ? null : decide(request.id());
        if (taken != null) {
            removeNow(taken.id());
            listener.resolved(taken, approved, null);
        }
    }

    private @Nullable PendingPairing removeNow(String id) {
        String device = devices.get(id);
        if (device == null) {
            return null;
        }
        PendingPairing[] removed = {null};
        byDevice.computeIfPresent(
                device,
                (_, now) -> {
                    if (now.id().equals(id)) {
                        removed[0] = now;
                        return null;
                    }
                    return now;
                });
        if (removed[0] != null) {
            left(removed[0]);
        }
        return removed[0];
    }

    /** How many wait. */
    public int size() {
        return byDevice.size();
    }

    /** How many had to give way at a bound, since the start. */
    public long displaced() {
        return displaced.get();
    }
}
