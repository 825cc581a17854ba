package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairedDevicesTest {
    private static final String ID = "5".repeat(64);
    private static final String READ = "operator.read";
    private static final String WRITE = "operator.write";
    private static final String PAIRING = "operator.pairing";

    private Cluster cluster = new Cluster();

    @Test
    void anApprovalGrantsWhatWasAskedFor() {
        PairedDevice device = paired(approve("node", List.of(), List.of("gpu.list")));

        PairedRole role = role(device, "node");
        assertThat(role.commands()).containsExactly("gpu.list");
        assertThat(role.approvedAt()).isEqualTo(cluster.now().wall());
        assertThat(role.token()).isNull();
        assertThat(lastKind()).isEqualTo(Event.Kind.DEVICE_APPROVED);
    }

    @Test
    void anotherApprovalTakesNothingAway() {
        approve("operator", List.of(WRITE), List.of());
        setToken("operator", "h1", null, false);

        approve("operator", List.of(PAIRING), List.of());
        PairedDevice device = paired(approve("node", List.of(), List.of("a", "b")));

        assertThat(device.roles()).extracting(PairedRole::role).containsExactly("operator", "node");
        assertThat(role(device, "operator").scopes()).containsExactly(PAIRING, WRITE);
        assertThat(token(device, "operator").hash()).isEqualTo("h1");
    }

    /** As where a store was restored, or somebody took all of it back. */
    @Test
    void anApprovalBringsNothingBackThatWasTakenBack() {
        approve("operator", List.of(WRITE, PAIRING), List.of());
        setToken("operator", "h1", null, false);
        cluster.pass(Duration.ofSeconds(2));
        cluster.apply(new AccessCommand.RevokeSubject("device:" + ID));
        cluster.pass(Duration.ofSeconds(2));

        PairedDevice device = paired(approve("operator", List.of(READ), List.of()));

        assertThat(role(device, "operator").scopes()).containsExactly(READ);
        assertThat(role(device, "operator").token()).isNull();
    }

    /** Within one second, and also where the clock was ahead when it was approved. */
    @Test
    void whatIsTakenBackAtOnceIsSoAndWhatIsApprovedNextIsNot() {
        PairedRole first = role(paired(approve("operator", List.of(WRITE), List.of())), "operator");
        cluster.apply(new AccessCommand.RevokeSubject("device:" + ID));
        Instant bound = bound();
        PairedRole next = role(paired(approve("operator", List.of(READ), List.of())), "operator");
        PairedDevice token = paired(setToken("operator", "h1", null, true));

        assertThat(first.approvedAt()).isBeforeOrEqualTo(bound);
        assertThat(next.approvedAt()).isAfter(bound);
        assertThat(next.scopes()).containsExactly(READ);
        assertThat(token(token).issuedAt()).isAfter(bound);
    }

    @Test
    void whatWasApprovedByAClockThatWasAheadIsTakenBackToo() {
        cluster.step(Duration.ofHours(1));
        approve("operator", List.of(WRITE), List.of());
        PairedRole ahead = role(paired(setToken("operator", "h1", null, true)), "operator");
        cluster.step(Duration.ofHours(-1));

        cluster.apply(new AccessCommand.RevokeSubject("device:" + ID));

        assertThat(ahead.approvedAt()).isBeforeOrEqualTo(bound());
        PairedDevice anew = paired(approve("operator", List.of(READ), List.of()));
        assertThat(role(anew, "operator").token()).isNull();
        assertThat(role(anew, "operator").approvedAt()).isAfter(bound());
    }

    /** Up to when everything is taken back of the device. */
    private Instant bound() {
        return cluster.changes().stream()
                .flatMap(change ->
                        change instanceof AccessChange.RevocationSaved saved
                                ? Stream.of(saved.revocation().at())
                                : Stream.empty())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Test
    void refusesWhatNoDeviceCanBe() {
        assertRefused(
                cluster.apply(approval("ABC", "node", List.of(), List.of())),
                ErrorCode.INVALID_REQUEST);
        assertRefused(approve("worker", List.of(), List.of()), ErrorCode.INVALID_REQUEST);
        assertRefused(approve("node", List.of(), List.of("bad\u0007")), ErrorCode.INVALID_REQUEST);
        assertRefused(
                approve("node", List.of(), List.of("x".repeat(129))), ErrorCode.INVALID_REQUEST);
        assertThat(cluster.changes()).noneMatch(AccessChange.DeviceSaved.class::isInstance);
    }

    @Test
    void noMoreDevicesAreApprovedThanMayBe() {
        int most = 10_000 + 4 * Cluster.SETTINGS.maxNodes();
        for (int i = 0; i < most; i++) {
            assertThat(cluster.apply(approval(id(i), "node", List.of(), List.of())))
                    .isInstanceOf(Outcome.Paired.class);
        }

        assertRefused(
                cluster.apply(approval(id(most), "node", List.of(), List.of())),
                ErrorCode.CONFLICT);
        // One that is known is no further one.
        assertThat(cluster.apply(approval(id(0), "operator", List.of(), List.of())))
                .isInstanceOf(Outcome.Paired.class);
    }

    @Test
    void aTokenAllowsNoMoreThanWasApproved() {
        approve("operator", List.of(WRITE), List.of());

        assertRefused(
                setToken("operator", "h", List.of(PAIRING), false), ErrorCode.INVALID_REQUEST);
        assertRefused(setToken("node", "h", null, false), ErrorCode.NOT_FOUND);
        PairedDevice device = paired(setToken("operator", "h", List.of(READ), false));

        assertThat(token(device, "operator").scopes()).containsExactly(READ);
    }

    @Test
    void aFirstTokenDoesNotTakeThePlaceOfAGoodOne() {
        approve("operator", List.of(WRITE), List.of());
        setToken("operator", "h1", List.of(READ), true);

        assertRefused(setToken("operator", "h2", List.of(READ), true), ErrorCode.CONFLICT);
        PairedDevice wider = paired(setToken("operator", "h3", List.of(WRITE), true));
        cluster.apply(new AccessCommand.RevokeDeviceToken(ID, "operator"));
        PairedDevice anew = paired(setToken("operator", "h4", List.of(READ), true));

        assertThat(token(wider, "operator").hash()).isEqualTo("h3");
        assertThat(token(anew, "operator").hash()).isEqualTo("h4");
        assertThat(token(anew, "operator").good()).isTrue();
    }

    @Test
    void aRotatedTokenKeepsItsScopesAndItsBirthday() {
        approve("operator", List.of(WRITE), List.of());
        DeviceToken first = token(paired(setToken("operator", "h1", List.of(READ), true)));
        cluster.pass(Duration.ofMinutes(3));

        DeviceToken second = token(paired(setToken("operator", "h2", null, false)));

        assertThat(second.hash()).isEqualTo("h2");
        assertThat(second.scopes()).containsExactly(READ);
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.issuedAt()).isEqualTo(first.createdAt().plusSeconds(180));
    }

    @Test
    void whatIsRemovedIsGone() {
        approve("operator", List.of(READ), List.of());

        assertThat(cluster.apply(new AccessCommand.RemoveDevice(ID))).isEqualTo(new Outcome.Done());

        assertThat(lastKind()).isEqualTo(Event.Kind.DEVICE_REMOVED);
        assertRefused(cluster.apply(new AccessCommand.RemoveDevice(ID)), ErrorCode.NOT_FOUND);
        assertRefused(setToken("operator", "h", null, false), ErrorCode.NOT_FOUND);
    }

    @Test
    void peopleNameDevices() {
        approve("node", List.of(), List.of());

        PairedDevice named = paired(cluster.apply(new AccessCommand.RenameDevice(ID, "rack 3")));
        assertRefused(
                cluster.apply(new AccessCommand.RenameDevice(ID, " ")), ErrorCode.INVALID_REQUEST);
        PairedDevice again = paired(cluster.apply(new AccessCommand.RenameDevice(ID, null)));

        assertThat(named.shownName()).isEqualTo("rack 3");
        assertThat(again.shownName()).isEqualTo("itself");
    }

    @Test
    void devicesAreThereAfterARestart() {
        approve("operator", List.of(READ), List.of());
        setToken("operator", "h1", null, true);

        cluster = cluster.restart();

        assertRefused(setToken("operator", "h2", null, true), ErrorCode.CONFLICT);
    }

    private Outcome approve(String role, List<String> scopes, List<String> commands) {
        return cluster.apply(approval(ID, role, scopes, commands));
    }

    private static AccessCommand.ApproveDevice approval(
            String id, String role, List<String> scopes, List<String> commands) {
        DeviceCard card = new DeviceCard("itself", "linux", null, "cli", "cli", "1");
        return new AccessCommand.ApproveDevice(
                new PairingWish(
                        id, "k".repeat(43), role, scopes, List.of(), commands, card, "10.0.0.1"),
                ApprovalWay.OPERATOR);
    }

    private static String id(int number) {
        return "%064x".formatted(number);
    }

    private Outcome setToken(
            String role, String hash, @Nullable List<String> scopes, boolean first) {
        return cluster.apply(new AccessCommand.SetDeviceToken(ID, role, hash, scopes, first));
    }

    private static PairedDevice paired(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Paired.class);
        return ((Outcome.Paired) outcome).device();
    }

    private static PairedRole role(PairedDevice device, String role) {
        return Objects.requireNonNull(device.role(role));
    }

    private static DeviceToken token(PairedDevice device) {
        return token(device, "operator");
    }

    private static DeviceToken token(PairedDevice device, String role) {
        return Objects.requireNonNull(role(device, role).token());
    }

    private static void assertRefused(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).code()).isEqualTo(code);
    }

    private Event.Kind lastKind() {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event().kind())
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
