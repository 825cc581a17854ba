package dev.clawgateway.control.operations.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.control.pairing.ApprovalRules.Voucher;
import dev.clawgateway.control.pairing.PairingCause;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.cluster.AccessCommand;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeviceAdmissionTest {
    private static final Voucher NOTHING = Voucher.at(false);
    private static final Voucher LOCAL = Voucher.at(true);

    private final DeviceFixture devices = new DeviceFixture();

    @Test
    void whoIsNotApprovedWaitsAndIsGivenNothing() {
        assertWaits(devices.comes(DeviceFixture.node(1)), PairingCause.NOT_PAIRED);
        assertThat(devices.view.access().devices()).isEmpty();
    }

    @Test
    void aTokenIsHandedOutOnceAndNotAgain() {
        devices.paired(DeviceFixture.operator(1, "operator.write"));

        DeviceDecision.Admitted first = admitted(DeviceFixture.operator(1, "operator.read"));
        DeviceDecision.Admitted second = admitted(DeviceFixture.operator(1, "operator.read"));

        assertThat(first.token()).isNotNull();
        assertThat(second.token()).isNull();
    }

    /** What it got before does not allow what was approved since. */
    @Test
    void aWiderTokenTakesThePlaceOfANarrowOne() {
        devices.paired(DeviceFixture.operator(1, "operator.write"));
        admitted(DeviceFixture.operator(1, "operator.read"));

        DeviceDecision.Admitted wider = admitted(DeviceFixture.operator(1, "operator.write"));

        assertThat(wider.token()).isNotNull();
    }

    @Test
    void anotherRoleHasToBeApproved() {
        devices.paired(DeviceFixture.operator(1, "operator.read"));

        assertWaits(devices.comes(DeviceFixture.node(1)), PairingCause.ROLE_UPGRADE);
    }

    @Test
    void moreScopesHaveToBeApproved() {
        devices.paired(DeviceFixture.operator(1, "operator.read"));

        assertWaits(
                devices.comes(DeviceFixture.operator(1, "operator.read", "operator.pairing")),
                PairingCause.SCOPE_UPGRADE);
        assertThat(devices.comes(DeviceFixture.operator(1, "operator.read")))
                .isInstanceOf(DeviceDecision.Admitted.class);
    }

    @Test
    void theScopesOfANodeDoNotMatter() {
        devices.paired(DeviceFixture.wish(1, "node", List.of(), List.of()));

        admitted(DeviceFixture.wish(1, "node", List.of("node", "more"), List.of()));
    }

    @Test
    void anotherPlatformHasToBeApproved() {
        devices.paired(DeviceFixture.node(1));
        PairingWish wish = DeviceFixture.node(1);
        DeviceCard moved = new DeviceCard("rack-1", "windows", null, "node-host", "node", "1");

        assertWaits(
                devices.comes(
                        new PairingWish(
                                wish.device(),
                                wish.publicKey(),
                                wish.role(),
                                wish.scopes(),
                                wish.caps(),
                                wish.commands(),
                                moved,
                                wish.address())),
                PairingCause.METADATA_UPGRADE);
    }

    @Test
    void aNodeWithNewCommandsComesInWithoutThem() {
        devices.paired(DeviceFixture.node(1, "gpu.list"));

        DeviceDecision.Admitted in = admitted(DeviceFixture.node(1, "gpu.list", "system.run"));

        assertThat(in.role().commands()).containsExactly("gpu.list");
        assertThat(devices.pending.all())
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.cause()).isEqualTo(PairingCause.COMMAND_UPGRADE);
                    assertThat(request.wish().commands()).containsExactly("gpu.list", "system.run");
                });
        devices.approve(devices.pending.all().getFirst().id(), DeviceReach.ALL);
        assertThat(admitted(DeviceFixture.node(1, "gpu.list", "system.run")).role().commands())
                .containsExactly("gpu.list", "system.run");
    }

    @Test
    void aNodeThatComesBackWithoutItsNewCommandsWaitsForNothing() {
        devices.paired(DeviceFixture.node(1, "gpu.list"));
        admitted(DeviceFixture.node(1, "gpu.list", "system.run"));

        admitted(DeviceFixture.node(1, "gpu.list"));

        assertThat(devices.pending.all()).isEmpty();
        assertThat(devices.told).endsWith("requested", "rejected");
    }

    @Test
    void whatWasTakenBackOfASubjectHasToBeApprovedAgain() {
        devices.paired(DeviceFixture.node(1));
        devices.time.advance(Duration.ofSeconds(5));
        devices.tell(new AccessCommand.RevokeSubject("device:" + DeviceFixture.device(1)));

        assertWaits(devices.comes(DeviceFixture.node(1)), PairingCause.NOT_PAIRED);
        devices.time.advance(Duration.ofSeconds(5));
        devices.approve(devices.pending.all().getFirst().id(), DeviceReach.ALL);
        admitted(DeviceFixture.node(1));
    }

    @Test
    void whatNoDeviceCanBeIsRefused() {
        assertThat(devices.comes(DeviceFixture.wish(1, "worker", List.of(), List.of())))
                .isEqualTo(
                        new DeviceDecision.Unable(
                                ErrorCode.INVALID_REQUEST, "role: must be operator or node"));
        assertThat(devices.pending.size()).isZero();
    }

    @Test
    void onlyOperatorsOnThisMachineComeInByThemselves() {
        assertThat(comes(DeviceFixture.operator(1, "operator.admin"), LOCAL).role().via())
                .isEqualTo(ApprovalWay.LOOPBACK);
        assertWaits(devices.comes(DeviceFixture.node(2), LOCAL), PairingCause.NOT_PAIRED);
        assertWaits(
                devices.comes(DeviceFixture.operator(3, "operator.read"), NOTHING),
                PairingCause.NOT_PAIRED);
    }

    @Test
    void nodesComeInByThemselvesWhereThatIsConfigured() {
        devices.rules =
                new ApprovalRules(
                        false, true, "10.0.7.21"::equals, true, true, Map.of("pool", "gpu"));
        Voucher node = new Voucher(false, true, Map.of("pool", "cpu"), null);
        Voucher labelled = new Voucher(false, true, Map.of("pool", "gpu", "x", "y"), null);

        assertThat(comes(DeviceFixture.node(1), LOCAL).role().via())
                .isEqualTo(ApprovalWay.LOOPBACK);
        assertThat(comes(DeviceFixture.node(2), NOTHING).role().via())
                .isEqualTo(ApprovalWay.NETWORK);
        devices.rules =
                new ApprovalRules(false, false, _ -> false, true, true, Map.of("pool", "gpu"));
        assertThat(comes(DeviceFixture.node(3), node).role().via())
                .isEqualTo(ApprovalWay.NODE_CREDENTIAL);
        assertThat(comes(DeviceFixture.node(4), labelled).role().via())
                .isEqualTo(ApprovalWay.LABELS);
        assertWaits(devices.comes(DeviceFixture.node(5), LOCAL), PairingCause.NOT_PAIRED);
        assertWaits(
                devices.comes(DeviceFixture.operator(6, "operator.read"), LOCAL),
                PairingCause.NOT_PAIRED);
    }

    @Test
    void aTokenToJoinByIsUsedUp() {
        devices.rules = new ApprovalRules(true, false, _ -> false, false, true, Map.of());
        Voucher join = new Voucher(false, false, Map.of(), ticket("rack-*", 1));

        assertThat(comes(DeviceFixture.node(1), join).role().via())
                .isEqualTo(ApprovalWay.JOIN_CREDENTIAL);
        DeviceDecision second = devices.comes(DeviceFixture.node(2), join);

        assertThat(second).isInstanceOf(DeviceDecision.Unable.class);
        assertThat(second.toString()).contains("used up");
    }

    @Test
    void aTokenToJoinByNamesTheNodesThatItIsFor() {
        devices.rules = new ApprovalRules(true, false, _ -> false, false, true, Map.of());
        Voucher join = new Voucher(false, false, Map.of(), ticket("other-*", 5));

        assertWaits(devices.comes(DeviceFixture.node(1), join), PairingCause.NOT_PAIRED);
    }

    /** Also where the device is approved already, and only wants more. */
    @Test
    void aTokenToJoinByThatWasTakenBackLetsNobodyIn() {
        devices.rules = new ApprovalRules(true, false, _ -> false, false, true, Map.of());
        Voucher join = new Voucher(false, false, Map.of(), ticket("rack-*", 5));
        comes(DeviceFixture.node(1), join);
        devices.tell(new AccessCommand.Revoke("join-1"));

        assertThat(devices.comes(DeviceFixture.node(1), join))
                .isInstanceOf(DeviceDecision.Unable.class);
        devices.rules = ApprovalRules.DEFAULT;
        assertThat(devices.comes(DeviceFixture.node(1, "system.run"), join))
                .isInstanceOf(DeviceDecision.Unable.class);
    }

    private Credential ticket(String node, int uses) {
        AccessCommand.Issue issue =
                new AccessCommand.Issue(
                        "join-1", new Holder.Join(node, Map.of(), uses), Duration.ofHours(1), null);
        devices.tell(issue);
        return Objects.requireNonNull(devices.view.access().find("join-1")).credential();
    }

    private DeviceDecision.Admitted admitted(PairingWish wish) {
        return comes(wish, NOTHING);
    }

    private DeviceDecision.Admitted comes(PairingWish wish, Voucher voucher) {
        return (DeviceDecision.Admitted) devices.comes(wish, voucher);
    }

    private static void assertWaits(DeviceDecision admission, PairingCause cause) {
        assertThat(admission).isInstanceOf(DeviceDecision.Waits.class);
        assertThat(((DeviceDecision.Waits) admission).cause()).isEqualTo(cause);
    }
}
