package dev.clawgateway.control.operations.membership;

import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.core.state.membership.MemberLimits;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What members said since they registered, and when. Soft: after a restart each is as it
 * registered. Safe from any thread; waits for nobody.
 */
final class MemberSigns {
    /**
     * The latest of one member.
     *
     * @param status as it says of itself
     */
    private record Sign(
            Instant seen, MemberStatus status, Attributes metadata, Attributes capabilities) {}

    private final Map<String, Sign> signs = new ConcurrentHashMap<>();

    /** It registered, and what it said before is void. */
    void registered(String id, Instant now) {
        signs.put(id, new Sign(now, MemberStatus.ACTIVE, Attributes.NONE, Attributes.NONE));
    }

    /**
     * It said something.
     *
     * @param back whether it was held to be silent; what it said of itself before that is void
     * @return what is wrong with it, or null; then nothing was kept
     */
    @Nullable String beat(MemberRecord member, MemberBeat beat, boolean back, Instant now) {
        String problem = problem(member, beat);
        if (problem == null) {
            signs.compute(
                    member.id(),
                    (_, before) ->
                            new Sign(
                                    now,
                                    status(before, beat, back),
                                    merged(before, Sign::metadata, beat.metadata()),
                                    merged(before, Sign::capabilities, beat.capabilities())));
        }
        return problem;
    }

    /** What would be wrong with it, merged over what was said before; null when nothing is. */
    @Nullable String problem(MemberRecord member, MemberBeat beat) {
        MemberCard card = card(member);
        String metadata =
                MemberLimits.attributes("metadata", card.metadata().merged(beat.metadata()));
        return metadata != null
                ? metadata
                : MemberLimits.attributes(
                        "capabilities", card.capabilities().merged(beat.capabilities()));
    }

    private static MemberStatus status(@Nullable Sign before, MemberBeat beat, boolean back) {
        if (beat.status() != null) {
            return beat.status();
        }
        return before == null || back ? MemberStatus.ACTIVE : before.status();
    }

    private static Attributes merged(
            @Nullable Sign before, Function<Sign, Attributes> part, Attributes later) {
        return before == null ? later : part.apply(before).merged(later);
    }

    /** An operator gave it back to service, whatever it said of itself. */
    void enabled(String id) {
        signs.computeIfPresent(
                id,
                (_, before) ->
                        before.status() == MemberStatus.DISABLED
                                ? new Sign(
                                        before.seen(),
                                        MemberStatus.ACTIVE,
                                        before.metadata(),
                                        before.capabilities())
                                : before);
    }

    /** Its card with what it said since over it. */
    MemberCard card(MemberRecord member) {
        Sign sign = signs.get(member.id());
        MemberCard card = member.card();
        return sign == null
                ? card
                : new MemberCard(
                        card.url(),
                        card.clusterId(),
                        card.role(),
                        card.tags(),
                        card.capabilities().merged(sign.capabilities()),
                        card.metadata().merged(sign.metadata()),
                        card.version(),
                        card.region(),
                        card.zone());
    }

    /** An operator's word first, then what we heard, then what it says of itself. */
    MemberStatus status(MemberRecord member) {
        if (member.disabled()) {
            return MemberStatus.DISABLED;
        } else if (member.inactive()) {
            return MemberStatus.INACTIVE;
        }
        Sign sign = signs.get(member.id());
        return sign == null ? MemberStatus.ACTIVE : sign.status();
    }

    /** Its last sign of life that is known; after a restart its last registration. */
    Instant seen(MemberRecord member) {
        Sign sign = signs.get(member.id());
        return sign == null ? member.registeredAt() : sign.seen();
    }

    /** Forgets all but these. */
    void retain(Set<String> members) {
        signs.keySet().retainAll(members);
    }
}
