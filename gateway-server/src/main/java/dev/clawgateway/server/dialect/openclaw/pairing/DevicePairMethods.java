package dev.clawgateway.server.dialect.openclaw.pairing;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.access.DeviceList;
import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.access.DeviceReach;
import dev.clawgateway.control.operations.access.HandedToken;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What operators decide about devices, and their tokens. */
public final class DevicePairMethods {
    private static final String MISSING_SCOPE = "missing scope: ";

    /** Since this number a token is given to nobody but its device. */
    private static final int WITHHOLDING = 4;

    private static final Kind<List<String>> WORDS = Kinds.list(Kinds.TEXT);

    private final DeviceOperations operations;
    private final Clients clients;
    private final DeviceSightings sightings;

    /**
     * Over the operations.
     *
     * @param sightings when devices were here last
     */
    public DevicePairMethods(
            DeviceOperations operations, Clients clients, DeviceSightings sightings) {
        this.operations = operations;
        this.clients = clients;
        this.sightings = sightings;
    }

    public List<MethodEntry> entries() {
        return List.of(
                MethodEntry.operator("device.pair.list", Scopes.PAIRING, this::list),
                MethodEntry.operator("device.pair.approve", Scopes.PAIRING, this::approve),
                MethodEntry.operator("device.pair.reject", Scopes.PAIRING, this::reject),
                MethodEntry.operator("device.pair.remove", Scopes.PAIRING, this::remove),
                MethodEntry.operator("device.pair.rename", Scopes.PAIRING, this::rename),
                MethodEntry.operator("device.token.rotate", Scopes.PAIRING, this::rotate),
                MethodEntry.operator("device.token.revoke", Scopes.PAIRING, this::revoke));
    }

    private static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    /** Refusals for want of a scope in the form that clients know. */
    static <T> Reply<T> scoped(MethodCall call, Reply<T> reply) {
        return scoped(call, reply, error -> error);
    }

    private static <T> Reply<T> scoped(
            MethodCall call, Reply<T> reply, UnaryOperator<OpenClawError> words) {
        return answer -> {
            if (answer instanceof Answer.Refused<T>(ErrorCode code, String why)
                    && code == ErrorCode.PERMISSION_DENIED
                    && why.startsWith(MISSING_SCOPE)) {
                String scope = why.substring(MISSING_SCOPE.length());
                call.fail(words.apply(OpenClawError.scope(scope, call.client().protocol())));
            } else {
                reply.answer(answer);
            }
        };
    }

    static boolean connected(Clients clients, PairedDevice device) {
        return !clients.ofDevice(device.id()).isEmpty();
    }

    private void list(MethodCall call) {
        operations.list(
                PairingRights.caller(call),
                PairingRights.reach(call),
                call.<DeviceList>found(devices -> {
                    var connected = clients.devices();
                    ObjectNode all = object();
                    var pending = all.putArray("pending");
                    devices.pending().stream()
                            .map(PairingEntries::pendingDevice)
                            .forEach(pending::add);
                    var paired = all.putArray("paired");
                    devices.paired().stream()
                            .map(device ->
                                    PairingEntries.pairedDevice(
                                            device, connected.contains(device.id()), sightings))
                            .forEach(paired::add);
                    return all;
                }));
    }

    private void approve(MethodCall call) {
        String request = ParamReader.read(call, in -> in.required("requestId", Kinds.TEXT));
        if (request != null) {
            operations.approve(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    request,
                    DeviceReach.Look.DEVICE,
                    scoped(
                            call,
                            call.<PairedDevice>told(device -> {
                                ObjectNode answer = object().put("requestId", request);
                                answer.set(
                                        "device",
                                        PairingEntries.pairedDevice(
                                                device, connected(clients, device), sightings));
                                return answer;
                            }),
                            DevicePairMethods::denied));
        }
    }

    /** By these words the command line of OpenClaw knows that it has to ask with more scopes. */
    private static OpenClawError denied(OpenClawError missing) {
        return new OpenClawError(
                OpenClawCode.INVALID_REQUEST,
                "device pairing approval denied",
                missing.details(),
                null,
                null);
    }

    private void reject(MethodCall call) {
        String request = ParamReader.read(call, in -> in.required("requestId", Kinds.TEXT));
        if (request != null) {
            operations.reject(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    request,
                    call.told(rejected ->
                            object().put("requestId", request)
                                    .put("deviceId", rejected.wish().device())));
        }
    }

    private record Removal(String device, boolean force) {}

    private void remove(MethodCall call) {
        Removal asked =
                ParamReader.read(
                        call,
                        in ->
                                new Removal(
                                        in.required("deviceId", Kinds.TEXT),
                                        in.otherwise("force", Kinds.FLAG, false)));
        if (asked != null) {
            operations.remove(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    asked.device(),
                    asked.force(),
                    call.told(_ -> object().put("deviceId", asked.device()).put("removed", true)));
        }
    }

    private record Naming(String device, @Nullable String name) {}

    private void rename(MethodCall call) {
        Naming asked =
                ParamReader.read(
                        call,
                        in ->
                                new Naming(
                                        in.required("deviceId", Kinds.TEXT),
                                        in.optional("displayName", Kinds.TEXT)));
        if (asked != null) {
            operations.rename(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    asked.device(),
                    asked.name() == null ? null : asked.name().strip(),
                    call.<PairedDevice>told(device -> {
                        ObjectNode answer = object().put("deviceId", device.id());
                        String shown = device.shownName();
                        return shown == null ? answer : answer.put("displayName", shown);
                    }));
        }
    }

    private record TokenWish(String device, String role, @Nullable List<String> scopes) {}

    private static @Nullable TokenWish wish(MethodCall call) {
        return ParamReader.read(
                call,
                in ->
                        new TokenWish(
                                in.required("deviceId", Kinds.TEXT),
                                in.required("role", Kinds.TEXT),
                                in.optional("scopes", WORDS)));
    }

    /** Nobody has to know a token that is for another: that device gets one as it comes back. */
    private void rotate(MethodCall call) {
        TokenWish wish = wish(call);
        if (wish == null) {
            return;
        }
        boolean own = wish.device().equals(call.client().deviceId());
        if (own || call.client().protocol() < WITHHOLDING) {
            operations.rotateToken(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    wish.device(),
                    wish.role(),
                    wish.scopes(),
                    call.<HandedToken>told(
                            made -> rotated(wish, made.role()).put("token", made.token())));
        } else {
            operations.revokeToken(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    wish.device(),
                    wish.role(),
                    call.<PairedDevice>told(device ->
                            rotated(wish, Objects.requireNonNull(device.role(wish.role())))
                                    .put("tokenDelivery", "withheld-cross-device")));
        }
    }

    private static ObjectNode rotated(TokenWish wish, PairedRole role) {
        DeviceToken token = Objects.requireNonNull(role.token());
        ObjectNode answer = object().put("deviceId", wish.device()).put("role", wish.role());
        PairingEntries.put(answer, "scopes", token.scopes());
        return answer.put(
                "rotatedAtMs",
                (token.revokedAt() == null ? token.issuedAt() : token.revokedAt()).toEpochMilli());
    }

    private void revoke(MethodCall call) {
        TokenWish wish = wish(call);
        if (wish != null) {
            operations.revokeToken(
                    PairingRights.caller(call),
                    PairingRights.reach(call),
                    wish.device(),
                    wish.role(),
                    call.<PairedDevice>told(device -> revoked(wish, device)));
        }
    }

    private static ObjectNode revoked(TokenWish wish, PairedDevice device) {
        PairedRole role = Objects.requireNonNull(device.role(wish.role()));
        DeviceToken token = Objects.requireNonNull(role.token());
        return object().put("deviceId", wish.device())
                .put("role", wish.role())
                .put("revokedAtMs", Objects.requireNonNull(token.revokedAt()).toEpochMilli());
    }
}
