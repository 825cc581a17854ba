package dev.clawgateway.control.operations.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.KnownDevices.TokenCheck;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceOperationsTest {
    private static final String PAIRING = "operator.pairing";
    private static final String WRITE = "operator.write";
    private static final String READ = "operator.read";

    private final DeviceFixture devices = new DeviceFixture();

    @Test
    void anApprovalGrantsExactlyWhatItsRequestShows() {
        DeviceDecision.Waits waits = waits(DeviceFixture.node(1, "gpu.list"));

        PairedDevice device =
                DeviceFixture.given(devices.approve(waits.request().id(), DeviceReach.ALL));

        PairedRole role = Objects.requireNonNull(device.role("node"));
        assertThat(role.commands()).containsExactly("gpu.list");
        assertThat(role.scopes()).containsExactly("node");
        assertThat(role.via()).isEqualTo(ApprovalWay.OPERATOR);
        assertThat(role.by().principal()).isEqualTo(DeviceFixture.ADMIN.principal());
        assertThat(devices.told).containsExactly("requested", "approved");
        assertThat(list(DeviceReach.ALL).pending()).isEmpty();
        assertThat(list(DeviceReach.ALL).paired()).containsExactly(device);
    }

    @Test
    void aRequestThatWasReplacedCannotBeApproved() {
        DeviceDecision.Waits first = waits(DeviceFixture.node(1, "gpu.list"));
        waits(DeviceFixture.node(1, "gpu.list", "system.run"));

        Answer<PairedDevice> answer = devices.approve(first.request().id(), DeviceReach.ALL);

        assertThat(answer)
                .isEqualTo(new Answer.Refused<>(ErrorCode.NOT_FOUND, "unknown requestId"));
        assertThat(devices.view.access().devices()).isEmpty();
    }

    @Test
    void whatCouldNotBeStoredWaitsAsBefore() {
        String request = waits(DeviceFixture.node(1)).request().id();
        devices.storeRefuses = new Outcome.Refused(ErrorCode.STORE_FULL, "full");

        assertThat(DeviceFixture.code(devices.approve(request, DeviceReach.ALL)))
                .isEqualTo(ErrorCode.STORE_FULL);
        devices.storeRefuses = null;

        assertThat(DeviceFixture.code(devices.approve(request, DeviceReach.ALL))).isNull();
    }

    @Test
    void nobodyApprovesWiderThanHeHas() {
        String request = waits(DeviceFixture.operator(1, PAIRING, WRITE)).request().id();

        assertDenied(devices.approve(request, reach(PAIRING, READ)), WRITE);
        assertThat(DeviceFixture.code(devices.approve(request, reach(PAIRING, WRITE)))).isNull();
    }

    @Test
    void nodesNeedAdminOrAsNodesLessUnlessTheyRunAnything() {
        String plain = waits(DeviceFixture.node(1, "gpu.list")).request().id();
        String dangerous = waits(DeviceFixture.node(2, "system.run")).request().id();

        assertDenied(devices.approve(plain, reach(PAIRING, WRITE)), "operator.admin");
        assertDenied(devices.approve(plain, reach(PAIRING), DeviceReach.Look.NODE), WRITE);
        assertDenied(
                devices.approve(dangerous, reach(PAIRING, WRITE), DeviceReach.Look.NODE),
                "operator.admin");
        assertThat(
                        DeviceFixture.code(
                                devices.approve(
                                        plain, reach(PAIRING, WRITE), DeviceReach.Look.NODE)))
                .isNull();
    }

    @Test
    void aSessionByADevicesTokenDecidesOnThatDeviceAlone() {
        devices.paired(DeviceFixture.operator(1, PAIRING));
        devices.paired(DeviceFixture.operator(2, PAIRING));
        String request = waits(DeviceFixture.operator(3, PAIRING)).request().id();
        DeviceReach own = new DeviceReach(List.of(PAIRING), DeviceFixture.device(1), true);

        assertDenied(devices.approve(request, own), "own device");
        assertDenied(reject(request, own), "own device");
        assertDenied(remove(2, own, false), "own device");
        assertDenied(rotate(2, "operator", null, own), "own device");
        assertThat(list(own).pending()).isEmpty();
        assertThat(list(own).paired())
                .extracting(PairedDevice::id)
                .containsExactly(DeviceFixture.device(1));
        assertThat(DeviceFixture.code(remove(1, own, false))).isNull();
    }

    @Test
    void whatIsRejectedMayBeAskedAgain() {
        String request = waits(DeviceFixture.node(1)).request().id();

        assertThat(DeviceFixture.given(reject(request, DeviceReach.ALL)).wish().device())
                .isEqualTo(DeviceFixture.device(1));

        assertThat(DeviceFixture.code(reject(request, DeviceReach.ALL)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(waits(DeviceFixture.node(1)).request().id()).isNotEqualTo(request);
        assertThat(devices.told).containsExactly("requested", "rejected", "requested");
    }

    @Test
    void theLastThatApprovesIsToldBeforeItRemovesItself() {
        devices.paired(DeviceFixture.operator(1, PAIRING));
        devices.paired(DeviceFixture.operator(2, READ));
        DeviceReach own = new DeviceReach(List.of(PAIRING), DeviceFixture.device(1), false);

        assertThat(DeviceFixture.code(remove(1, own, false))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(DeviceFixture.code(remove(1, own, true))).isNull();

        assertThat(devices.told).endsWith("removed");
        assertThat(DeviceFixture.code(remove(1, DeviceReach.ALL, false)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aRotatedTokenIsTheOnlyGoodOne() {
        devices.paired(DeviceFixture.operator(1, WRITE));
        HandedToken first = DeviceFixture.given(rotate(1, "operator", null, DeviceReach.ALL));
        HandedToken second =
                DeviceFixture.given(rotate(1, "operator", List.of(READ), DeviceReach.ALL));

        assertThat(check(first.token(), READ)).isEqualTo(TokenCheck.WRONG);
        assertThat(check(second.token(), READ)).isEqualTo(TokenCheck.GOOD);
        assertThat(check(second.token(), WRITE)).isEqualTo(TokenCheck.TOO_NARROW);
        assertThat(check("guess", READ)).isEqualTo(TokenCheck.WRONG);
        assertThat(second.toString()).doesNotContain(second.token());
        assertThat(devices.told).endsWith("rotated", "rotated");
    }

    @Test
    void noTokenAllowsMoreThanWhoeverMakesIt() {
        devices.paired(DeviceFixture.operator(1, WRITE));

        assertDenied(rotate(1, "operator", null, reach(PAIRING)), "no more");
        assertDenied(rotate(1, "operator", List.of(READ), reach(PAIRING)), "no more");
        assertThat(DeviceFixture.code(rotate(1, "operator", List.of(READ), reach(READ)))).isNull();
    }

    @Test
    void aRevokedTokenIsNoGood() {
        devices.paired(DeviceFixture.operator(1, WRITE));
        HandedToken token = DeviceFixture.given(rotate(1, "operator", null, DeviceReach.ALL));

        PairedDevice device = DeviceFixture.given(revoke(1, "operator"));

        DeviceToken kept =
                Objects.requireNonNull(Objects.requireNonNull(device.role("operator")).token());
        assertThat(kept.good()).isFalse();
        assertThat(check(token.token(), READ)).isEqualTo(TokenCheck.WRONG);
        assertThat(DeviceFixture.code(revoke(2, "operator"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(DeviceFixture.code(revoke(1, "node"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(devices.told).endsWith("revoked");
    }

    @Test
    void devicesAreRenamed() {
        devices.paired(DeviceFixture.node(1));
        List<Answer<PairedDevice>> answers = new ArrayList<>();

        devices.operations.rename(
                DeviceFixture.ADMIN,
                DeviceReach.ALL,
                DeviceFixture.device(1),
                "left of the door",
                answers::add);

        assertThat(DeviceFixture.given(answers.getFirst()).shownName())
                .isEqualTo("left of the door");
    }

    /** Two thousand at once: each gets one request, one line, and one approval. */
    @Test
    void aStormOfNewDevicesIsBounded() {
        for (int round = 0; round < 3; round++) {
            for (int device = 0; device < 2000; device++) {
                waits(DeviceFixture.node(device, "gpu.list", "gpu.metrics"));
            }
        }
        List<PendingPairing> waiting = list(DeviceReach.ALL).pending();

        for (PendingPairing request : waiting) {
            assertThat(DeviceFixture.code(devices.approve(request.id(), DeviceReach.ALL))).isNull();
        }

        assertThat(waiting).hasSize(2000);
        assertThat(devices.told).hasSize(4000);
        assertThat(list(DeviceReach.ALL).paired()).hasSize(2000);
        assertThat(devices.comes(DeviceFixture.node(7, "gpu.list", "gpu.metrics")))
                .isInstanceOf(DeviceDecision.Admitted.class);
    }

    @Test
    void anUnknownRequestIsUnknownAfterItsTime() {
        String request = waits(DeviceFixture.node(1)).request().id();
        devices.time.advance(Duration.ofMinutes(6));

        assertThat(DeviceFixture.code(devices.approve(request, DeviceReach.ALL)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(DeviceFixture.code(devices.approve(new UUID(7, 7).toString(), DeviceReach.ALL)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whatWasTakenBackOfADeviceIsShownNoMore() {
        devices.paired(DeviceFixture.operator(1, READ));
        devices.time.advance(Duration.ofSeconds(5));
        devices.tell(new AccessCommand.RevokeSubject("device:" + DeviceFixture.device(1)));
        devices.time.advance(Duration.ofSeconds(5));
        assertThat(list(DeviceReach.ALL).paired()).isEmpty();

        devices.paired(DeviceFixture.node(1));

        assertThat(list(DeviceReach.ALL).paired())
                .singleElement()
                .satisfies(device ->
                        assertThat(device.roles())
                                .extracting(PairedRole::role)
                                .containsExactly("node"));
    }

    private DeviceDecision.Waits waits(PairingWish wish) {
        return (DeviceDecision.Waits) devices.comes(wish);
    }

    private static DeviceReach reach(String... scopes) {
        return new DeviceReach(List.of(scopes), null, false);
    }

    private DeviceList list(DeviceReach reach) {
        List<Answer<DeviceList>> answers = new ArrayList<>();
        devices.operations.list(DeviceFixture.ADMIN, reach, answers::add);
        return DeviceFixture.given(answers.getFirst());
    }

    private Answer<PendingPairing> reject(String request, DeviceReach reach) {
        List<Answer<PendingPairing>> answers = new ArrayList<>();
        devices.operations.reject(DeviceFixture.ADMIN, reach, request, answers::add);
        return answers.getFirst();
    }

    private Answer<PairedDevice> remove(int device, DeviceReach reach, boolean force) {
        List<Answer<PairedDevice>> answers = new ArrayList<>();
        devices.operations.remove(
                DeviceFixture.ADMIN, reach, DeviceFixture.device(device), force, answers::add);
        return answers.getFirst();
    }

    private Answer<HandedToken> rotate(
            int device, String role, @Nullable List<String> scopes, DeviceReach reach) {
        List<Answer<HandedToken>> answers = new ArrayList<>();
        devices.operations.rotateToken(
                DeviceFixture.ADMIN,
                reach,
                DeviceFixture.device(device),
                role,
                scopes,
                answers::add);
        return answers.getFirst();
    }

    private Answer<PairedDevice> revoke(int device, String role) {
        List<Answer<PairedDevice>> answers = new ArrayList<>();
        devices.operations.revokeToken(
                DeviceFixture.ADMIN,
                DeviceReach.ALL,
                DeviceFixture.device(device),
                role,
                answers::add);
        return answers.getFirst();
    }

    private TokenCheck check(String token, String scope) {
        return new KnownDevices(devices.view)
                .check(DeviceFixture.device(1), "operator", List.of(scope), token);
    }

    private static void assertDenied(Answer<?> answer, String why) {
        assertThat(DeviceFixture.code(answer)).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(answer.toString()).contains(why);
    }
}
