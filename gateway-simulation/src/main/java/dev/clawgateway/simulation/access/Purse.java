package dev.clawgateway.simulation.access;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Wallets;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Pass;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who has which credential, and which of them may be good no longer. */
final class Purse implements Wallets {
    static final Duration LONG = Duration.ofDays(300);

    /** Credentials from further ahead a gateway does not believe. */
    private static final Duration AHEAD = Duration.ofSeconds(50);

    private static final int SHORTEST_SECS = 60;
    private static final int MOST_MORE_SECS = 540;

    /** Hands are kept full of old ones. */
    private static final int MOST_OLD = 64;

    private final PeerWorld world;
    private final WorldKeys keys;
    private final RandomGenerator dice;
    private final Supplier<UUID> ids;
    private final Map<String, HeldToken> held = new LinkedHashMap<>();
    private final Set<String> takenBack = new LinkedHashSet<>();
    private final List<HeldToken> all = new ArrayList<>();
    private boolean honest;

    /** Peers whose credential is always good: it is signed anew when its key goes. */
    private final Map<String, Holder> fixed = new LinkedHashMap<>();

    Purse(PeerWorld world, WorldKeys keys) {
        this.world = world;
        this.keys = keys;
        Dice own = world.dice().part("credentials");
        dice = own.stream("chance");
        ids = Dice.ids(own.stream("ids"));
    }

    /** By a clock that nobody steps. */
    Instant now() {
        return SimulatedMachine.BEGINNING
                .plus(world.agenda().age())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** A peer that always has a good one. */
    void fix(String peer, Holder holder) {
        fixed.put(peer, holder);
        give(peer, holder, LONG);
    }

    @Override
    public @Nullable Token of(String peer) {
        HeldToken own = held.get(peer);
        Holder holder = fixed.get(peer);
        if (holder != null && own != null && !keys.good(own.pass().key())) {
            own = give(peer, holder, LONG);
        }
        return own == null ? null : own.token();
    }

    /** Signs one with the key at hand, without asking the gateway. */
    HeldToken sign(Holder holder, Duration life) {
        Instant now = now();
        Credential made = new Credential(ids.get().toString(), holder, now, now.plus(life));
        return HeldToken.of(made, keys.sign(made));
    }

    HeldToken give(String peer, Holder holder, Duration life) {
        return give(peer, sign(holder, life));
    }

    HeldToken give(String peer, HeldToken made) {
        held.put(peer, made);
        all.add(made);
        if (all.size() > MOST_OLD) {
            all.removeFirst();
        }
        world.tell(new AccessFact.Given(peer, made.pass()));
        return made;
    }

    @Nullable HeldToken held(String peer) {
        return held.get(peer);
    }

    /** The one that a number picks, of all that were ever given; null while there is none. */
    @Nullable HeldToken old(int pick) {
        return all.isEmpty() ? null : all.get(Math.floorMod(pick, all.size()));
    }

    /** Perhaps a short life: as long as faults last, many are. */
    Duration life() {
        return !honest && dice.nextBoolean() ? shortLife() : LONG;
    }

    Duration shortLife() {
        return Duration.ofSeconds(SHORTEST_SECS + dice.nextInt(MOST_MORE_SECS));
    }

    /** Somebody asks for what takes some back: it may be done, whatever he is answered. */
    void asked(AccessRequest what) {
        switch (what) {
            case AccessRequest.Revoke(String id) -> takenBack.add(id);
            case AccessRequest.RevokeSubject(String subject) -> takenBack.add(subject);
            case AccessRequest.Mint _,
                    AccessRequest.Rotate _,
                    AccessRequest.Join _,
                    AccessRequest.Renew _,
                    AccessRequest.WhoAmI _ -> {}
        }
    }

    /** Whether it may be good no longer, other than by its own end. */
    boolean doubtful(Pass pass) {
        return takenBack.contains(pass.id())
                || takenBack.contains(pass.subject())
                || !keys.good(pass.key())
                || pass.issued().isAfter(now().plus(AHEAD));
    }

    boolean subjectTakenBack(String subject) {
        return takenBack.contains(subject);
    }

    boolean expires(Pass pass) {
        return pass.expires().isBefore(now().plus(Duration.ofDays(1)));
    }

    /** Faults are over. */
    void behave() {
        honest = true;
    }

    boolean honest() {
        return honest;
    }

    RandomGenerator dice() {
        return dice;
    }
}
