package dev.clawgateway.server.dialect.api.device;

import dev.clawgateway.control.operations.access.DeviceOperations;
import dev.clawgateway.control.operations.access.DeviceReach;
import dev.clawgateway.control.pairing.DeviceSightings;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.api.device.ApiDeviceRequest;
import dev.clawgateway.protocol.api.device.ApiDeviceToken;
import dev.clawgateway.protocol.api.device.ApiPairedDevice;
import dev.clawgateway.protocol.api.device.DeviceNaming;
import dev.clawgateway.protocol.api.device.DeviceTokenWish;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import java.util.Map;
import java.util.function.Consumer;

/** Devices, and those that wait to be approved. */
public final class DeviceNoun implements ApiNoun {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final DeviceOperations operations;
    private final DeviceAnswers answers;

    /**
     * Over the operations.
     *
     * @param sightings when devices were here last
     */
    public DeviceNoun(DeviceOperations operations, DeviceSightings sightings) {
        this.operations = operations;
        this.answers = new DeviceAnswers(sightings);
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listDevices", this::list,
                "getDevice", this::get,
                "nameDevice", this::name,
                "removeDevice", this::remove,
                "rotateDeviceToken", this::rotate,
                "revokeDeviceToken", this::revoke,
                "listDeviceRequests", this::requests,
                "approveDevice", this::approve,
                "rejectDevice", this::reject);
    }

    private void list(ApiCall call) {
        ApiPages.asked(
                call,
                page ->
                        operations.devices(
                                call.caller(),
                                page,
                                call.reply(part ->
                                        ApiPages.unrevised(
                                                call,
                                                part.map(answers::of),
                                                ApiPairedDevice.KIND))));
    }

    private void requests(ApiCall call) {
        ApiPages.asked(
                call,
                page ->
                        operations.requests(
                                call.caller(),
                                page,
                                call.reply(part ->
                                        ApiPages.unrevised(
                                                call,
                                                part.map(DeviceAnswers::of),
                                                ApiDeviceRequest.KIND))));
    }

    private void get(ApiCall call) {
        operations.get(call.caller(), call.parameter("device"), call.reply(this::answer));
    }

    private void name(ApiCall call) {
        body(
                call,
                DeviceNaming.KIND,
                naming ->
                        operations.rename(
                                call.caller(),
                                DeviceReach.ALL,
                                call.parameter("device"),
                                naming.name(),
                                call.reply(this::answer)));
    }

    private void remove(ApiCall call) {
        operations.remove(
                call.caller(),
                DeviceReach.ALL,
                call.parameter("device"),
                true,
                call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
    }

    private void rotate(ApiCall call) {
        body(
                call,
                DeviceTokenWish.KIND,
                wish ->
                        operations.rotateToken(
                                call.caller(),
                                DeviceReach.ALL,
                                call.parameter("device"),
                                call.parameter("role"),
                                wish.scopes(),
                                call.reply(made ->
                                        RouteAnswer.json(
                                                CREATED,
                                                JsonTree.write(
                                                        ApiDeviceToken.KIND,
                                                        DeviceAnswers.of(made))))));
    }

    private void revoke(ApiCall call) {
        operations.revokeToken(
                call.caller(),
                DeviceReach.ALL,
                call.parameter("device"),
                call.parameter("role"),
                call.reply(this::answer));
    }

    private void approve(ApiCall call) {
        operations.approve(
                call.caller(),
                DeviceReach.ALL,
                call.parameter("request"),
                DeviceReach.Look.DEVICE,
                call.reply(this::answer));
    }

    private void reject(ApiCall call) {
        operations.reject(
                call.caller(),
                DeviceReach.ALL,
                call.parameter("request"),
                call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
    }

    private static <T> void body(ApiCall call, Kind<T> kind, Consumer<T> then) {
        T read;
        try {
            read = kind.read(Value.root(call.body(), ""));
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        then.accept(read);
    }

    private RouteAnswer answer(PairedDevice device) {
        return RouteAnswer.json(OK, JsonTree.write(ApiPairedDevice.KIND, answers.of(device)));
    }
}
