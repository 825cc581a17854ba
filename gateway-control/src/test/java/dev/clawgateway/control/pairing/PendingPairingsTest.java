package dev.clawgateway.control.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.ManualTime;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingPairingsTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final String HERE = "10.0.0.1";

    private final ManualTime time = new ManualTime();
    private final List<String> told = new ArrayList<>();
    private int ids;
    private PendingPairings pending = pending(100, 50, 1 << 20);

    private PendingPairings pending(int requests, int perAddress, int characters) {
        return new PendingPairings(
                time,
                () -> new UUID(0, ++ids),
                new PairingLimits(requests, perAddress, characters, LIFETIME),
                new Told());
    }

    @Test
    void anUnchangedRetryKeepsTheRequestAliveWithoutAWord() {
        PendingPairing first = ask(wish(1));
        time.advance(LIFETIME.minusSeconds(1));
        PendingPairing second = ask(wish(1));
        time.advance(LIFETIME.minusSeconds(1));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.at()).isEqualTo(first.at());
        assertThat(pending.all()).extracting(PendingPairing::id).containsExactly(first.id());
        assertThat(told).containsExactly("requested 1");
    }

    @Test
    void aRequestEndsFiveMinutesAfterTheLastAttemptWithoutAWord() {
        PendingPairing request = ask(wish(1));
        time.advance(LIFETIME.plusNanos(1));

        assertThat(pending.all()).isEmpty();
        assertThat(pending.find(request.id())).isNull();
        assertThat(pending.decide(request.id())).isNull();
        assertThat(ask(wish(1)).id()).isNotEqualTo(request.id());
        assertThat(told).containsExactly("requested 1", "requested 2");
    }

    @Test
    void whatAsksForSomethingElseIsAnotherRequest() {
        PairingWish wish = wish(1);
        List<PairingWish> others =
                List.of(
                        wish(1, "operator", List.of(), List.of(), List.of(), "linux"),
                        wish(1, "node", List.of("x"), List.of(), List.of(), "linux"),
                        wish(1, "node", List.of(), List.of("gpu"), List.of(), "linux"),
                        wish(1, "node", List.of(), List.of(), List.of("gpu.list"), "linux"),
                        wish(1, "node", List.of(), List.of(), List.of(), "windows"));
        ask(wish);

        for (PairingWish other : others) {
            ask(other);
            assertThat(pending.all()).extracting(PendingPairing::wish).containsExactly(other);
        }

        assertThat(told)
                .containsExactly(
                        "requested 1",
                        "rejected 1 for 2",
                        "requested 2",
                        "rejected 2 for 3",
                        "requested 3",
                        "rejected 3 for 4",
                        "requested 4",
                        "rejected 4 for 5",
                        "requested 5",
                        "rejected 5 for 6",
                        "requested 6");
        assertThat(pending.find(new UUID(0, 1).toString())).isNull();
    }

    @Test
    void theOrderOfWordsDoesNotMatter() {
        ask(wish(1, "node", List.of(), List.of("a", "b"), List.of("c", "d"), "linux"));

        ask(wish(1, "node", List.of(), List.of("b", "a"), List.of("d", "c"), "linux"));

        assertThat(told).containsExactly("requested 1");
    }

    @Test
    void onlyOneDecides() {
        PendingPairing request = ask(wish(1));

        PendingPairing taken = Objects.requireNonNull(pending.decide(request.id()));

        assertThat(pending.decide(request.id())).isNull();
        assertThat(pending.reject(request.id())).isNull();
        pending.undecided(taken);
        assertThat(pending.reject(request.id())).isNotNull();
        assertThat(pending.size()).isZero();
        assertThat(told).containsExactly("requested 1", "rejected 1");
    }

    /** The approval grants what the request showed; what came meanwhile is another one. */
    @Test
    void whatIsAskedWhileAnApprovalIsStoredStays() {
        PendingPairing taken = Objects.requireNonNull(pending.decide(ask(wish(1)).id()));
        PairingWish wider = wish(1, "node", List.of(), List.of(), List.of("system.run"), "linux");

        PendingPairing later = ask(wider);
        pending.approved(taken);

        assertThat(pending.all()).extracting(PendingPairing::id).containsExactly(later.id());
        assertThat(told).containsExactly("requested 1", "requested 2", "approved 1");
    }

    @Test
    void whoIsLetInWithLessThanHeToldOfIsNotForgotten() {
        pending.ask(wish(1), PairingCause.COMMAND_UPGRADE, true);
        time.advance(LIFETIME.multipliedBy(100));

        assertThat(pending.all()).hasSize(1);
    }

    @Test
    void atTheBoundTheOneGoesThatWasSilentLongest() {
        pending = pending(3, 3, 1 << 20);
        for (int device = 1; device <= 3; device++) {
            ask(wish(device));
            time.advance(Duration.ofSeconds(1));
        }
        ask(wish(1));

        ask(wish(4));

        assertThat(pending.all())
                .extracting(request -> request.wish().device())
                .containsExactlyInAnyOrder(id(1), id(3), id(4));
        assertThat(pending.displaced()).isEqualTo(1);
    }

    @Test
    void oneAddressDoesNotDisplaceOthers() {
        pending = pending(100, 2, 1 << 20);
        ask(wish(1, "10.0.0.2"));
        for (int device = 2; device < 50; device++) {
            ask(wish(device, HERE));
        }

        assertThat(pending.size()).isEqualTo(3);
        assertThat(pending.all()).anyMatch(request -> request.wish().device().equals(id(1)));
    }

    @Test
    void whatIsAskedForIsBoundedInSize() {
        pending = pending(1000, 1000, 100_000);
        List<String> long_ = List.of("x".repeat(128).repeat(70));

        for (int device = 0; device < 100; device++) {
            ask(wish(device, "node", List.of(), List.of(), long_, "linux"));
        }

        assertThat(pending.size()).isBetween(5, 11);
    }

    private PendingPairing ask(PairingWish wish) {
        return pending.ask(wish, PairingCause.NOT_PAIRED, false);
    }

    private static String id(int device) {
        return "%064x".formatted(device);
    }

    private static PairingWish wish(int device) {
        return wish(device, HERE);
    }

    private static PairingWish wish(int device, String address) {
        PairingWish wish = wish(device, "node", List.of(), List.of(), List.of(), "linux");
        return new PairingWish(
                wish.device(),
                wish.publicKey(),
                wish.role(),
                wish.scopes(),
                wish.caps(),
                wish.commands(),
                wish.card(),
                address);
    }

    private static PairingWish wish(
            int device,
            String role,
            List<String> scopes,
            List<String> caps,
            List<String> commands,
            String platform) {
        DeviceCard card = new DeviceCard("n", platform, null, "node-host", "node", "1");
        return new PairingWish(
                id(device), "k".repeat(43), role, scopes, caps, commands, card, HERE);
    }

    private final class Told implements PairingListener {
        @Override
        public void requested(PendingPairing request) {
            told.add("requested " + number(request));
        }

        @Override
        public void resolved(PendingPairing request, boolean approved, @Nullable String next) {
            told.add(
                    (approved ? "approved " : "rejected ")
                            + number(request)
                            + (next == null
                                    ? ""
                                    : " for " + UUID.fromString(next).getLeastSignificantBits()));
        }

        private static long number(PendingPairing request) {
            return UUID.fromString(request.id()).getLeastSignificantBits();
        }

        @Override
        public void removed(String device) {
            told.add("removed " + device);
        }

        @Override
        public void tokenChanged(PairedDevice device, String role, boolean revoked) {
            told.add("token " + device.id());
        }
    }
}
