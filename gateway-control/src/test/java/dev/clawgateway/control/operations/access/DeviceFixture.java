package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.ManualTime;
import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.control.pairing.KnownDevices;
import dev.clawgateway.control.pairing.PairingFeed;
import dev.clawgateway.control.pairing.PairingLimits;
import dev.clawgateway.control.pairing.PairingListener;
import dev.clawgateway.control.pairing.PendingPairing;
import dev.clawgateway.control.pairing.PendingPairings;
import dev.clawgateway.control.pairing.SeldomTold;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairingWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Devices over a real state machine, without threads: what is wished is stored at once. */
final class DeviceFixture {
    static final Caller ADMIN =
            new Caller(new Principal.Operator("ana"), "api", "10.0.0.9", false, null)
                    .with(Rights.FULL);

    final PublishedFleet fleet = new PublishedFleet();
    final ManualTime time = fleet.time;
    final PublishedView view = fleet.view;
    final List<String> told = new ArrayList<>();
    final PairingFeed feed = new PairingFeed();
    final PendingPairings pending;
    final DeviceOperations operations;
    final DeviceAdmission admission;
    ApprovalRules rules = ApprovalRules.DEFAULT;
    Outcome.@Nullable Refused storeRefuses;
    private int made;

    DeviceFixture() {
        feed.add(new Told());
        pending = new PendingPairings(time, this::id, PairingLimits.DEFAULT, feed);
        Access door = new RoleAccess();
        Desk desk = new Desk(door, new Inbox(), question -> false, Runnable::run);
        operations =
                new DeviceOperations(
                        desk, view, pending, new DeviceSightings(), feed, this::secret);
        admission =
                new DeviceAdmission(
                        desk,
                        new KnownDevices(view),
                        pending,
                        () -> rules,
                        new DeviceAdmission.Making(
                                this::secret,
                                this::id,
                                new SeldomTold(time, Duration.ofMinutes(1), 3)));
    }

    /** Has something stored beside the operations. */
    void tell(Command<?> command) {
        fleet.tell(Caller.GATEWAY, command);
    }

    UUID id() {
        return new UUID(0, ++made);
    }

    String secret() {
        return "secret-" + ++made;
    }

    static String device(int number) {
        return "%064x".formatted(number);
    }

    static PairingWish node(int number, String... commands) {
        return wish(number, "node", List.of("node"), List.of(commands));
    }

    static PairingWish operator(int number, String... scopes) {
        return wish(number, "operator", List.of(scopes), List.of());
    }

    static PairingWish wish(int number, String role, List<String> scopes, List<String> commands) {
        DeviceCard card = new DeviceCard("rack-" + number, "linux", null, "node-host", "node", "1");
        return new PairingWish(
                device(number),
                "k".repeat(43),
                role,
                scopes,
                List.of(),
                commands,
                card,
                "10.0.7.21");
    }

    /** What becomes of a device that comes in from afar. */
    DeviceDecision comes(PairingWish wish) {
        return comes(wish, ApprovalRules.Voucher.at(false));
    }

    DeviceDecision comes(PairingWish wish, ApprovalRules.Voucher voucher) {
        Caller caller =
                new Caller(
                        new Principal.Device(wish.device()),
                        "openclaw",
                        wish.address(),
                        false,
                        null);
        List<DeviceDecision> answers = new ArrayList<>();
        admission.decide(caller, wish, voucher, answers::add);
        if (answers.size() != 1) {
            throw new AssertionError("answered " + answers);
        }
        return answers.getFirst();
    }

    /** Asks, and has that approved by an admin. */
    PairedDevice paired(PairingWish wish) {
        DeviceDecision.Waits waits = (DeviceDecision.Waits) comes(wish);
        return given(approve(waits.request().id(), DeviceReach.ALL));
    }

    Answer<PairedDevice> approve(String request, DeviceReach reach) {
        return approve(request, reach, DeviceReach.Look.DEVICE);
    }

    Answer<PairedDevice> approve(String request, DeviceReach reach, DeviceReach.Look look) {
        List<Answer<PairedDevice>> answers = new ArrayList<>();
        operations.approve(ADMIN, reach, request, look, answers::add);
        return answers.getFirst();
    }

    static <T> T given(Answer<T> answer) {
        if (answer instanceof Answer.Given<T>(T value)) {
            return value;
        }
        throw new AssertionError(answer.toString());
    }

    static @Nullable ErrorCode code(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(ErrorCode code, String _) ? code : null;
    }

    private final class Inbox implements CommandInbox {
        @Override
        public <O extends Outcome.Granted> boolean offer(
                Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable) {
            if (storeRefuses != null) {
                whenDurable.accept(new Verdict.Refused<>(storeRefuses));
                return true;
            }
            whenDurable.accept(fleet.tell(caller, command));
            return true;
        }

        @Override
        public Outcome.Refused whyNot() {
            return new Outcome.Refused(ErrorCode.OVERLOADED, "full");
        }
    }

    private final class Told implements PairingListener {
        @Override
        public void requested(PendingPairing request) {
            told.add("requested");
        }

        @Override
        public void resolved(PendingPairing request, boolean approved, @Nullable String next) {
            told.add(approved ? "approved" : "rejected");
        }

        @Override
        public void removed(String device) {
            told.add("removed");
        }

        @Override
        public void tokenChanged(PairedDevice device, String role, boolean revoked) {
            told.add(revoked ? "revoked" : "rotated");
        }
    }
}
