package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.device.ApiDeviceRequest;
import dev.clawgateway.protocol.api.device.ApiDeviceToken;
import dev.clawgateway.protocol.api.device.ApiPairedDevice;
import dev.clawgateway.protocol.api.device.DeviceNaming;
import dev.clawgateway.protocol.api.device.DeviceTokenWish;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices that identify themselves by a key, and those that wait to be approved. */
public final class RestDevices {
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestDevices(RestCalls calls) {
        this.calls = calls;
    }

    /** Those that are approved, by their ids; asked for as they are needed. */
    public Iterable<ApiPairedDevice> list() {
        return all(RestOperation.LIST_DEVICES, ApiPairedDevice.KIND);
    }

    /** Those that wait, in the order in which they asked; asked for as they are needed. */
    public Iterable<ApiDeviceRequest> requests() {
        return all(RestOperation.LIST_DEVICE_REQUESTS, ApiDeviceRequest.KIND);
    }

    private <T> Iterable<T> all(RestOperation operation, Kind<T> kind) {
        return new RestPages<>(cursor ->
                Answers.read(
                        calls.ask(
                                RestRequest.of(operation)
                                        .with("limit", PAGE)
                                        .with("cursor", cursor)),
                        body -> {
                            Members page = Value.root(JsonTree.parse(body), "list").members();
                            return new RestPage<>(
                                    page.required("items", Kinds.list(kind)),
                                    page.optional("next_cursor", Kinds.TEXT),
                                    page.required("total", Kinds.U64),
                                    null);
                        }));
    }

    public ApiPairedDevice get(String device) {
        return device(RestRequest.of(RestOperation.GET_DEVICE, device));
    }

    /**
     * Gives one a name.
     *
     * @param name null for what it calls itself
     */
    public ApiPairedDevice name(String device, @Nullable String name) {
        return device(
                RestRequest.of(RestOperation.NAME_DEVICE, device)
                        .json(JsonTree.write(DeviceNaming.KIND, new DeviceNaming(name))));
    }

    /** Takes back all that one may be; its sessions end. */
    public void remove(String device) {
        var _ = calls.ask(RestRequest.of(RestOperation.REMOVE_DEVICE, device));
    }

    /**
     * Makes its token of a role anew; it is shown only here.
     *
     * @param scopes null for those of the one before, or all that are approved
     */
    public ApiDeviceToken rotateToken(String device, String role, @Nullable List<String> scopes) {
        return Answers.one(
                calls.ask(
                        RestRequest.of(RestOperation.ROTATE_DEVICE_TOKEN, device, role)
                                .json(
                                        JsonTree.write(
                                                DeviceTokenWish.KIND,
                                                new DeviceTokenWish(scopes)))),
                ApiDeviceToken.KIND);
    }

    /** Takes its token of a role back. */
    public ApiPairedDevice revokeToken(String device, String role) {
        return device(RestRequest.of(RestOperation.REVOKE_DEVICE_TOKEN, device, role));
    }

    /** Grants exactly what a request shows. */
    public ApiPairedDevice approve(String request) {
        return device(RestRequest.of(RestOperation.APPROVE_DEVICE, request));
    }

    /** Says no to a request; its device may ask again. */
    public void reject(String request) {
        var _ = calls.ask(RestRequest.of(RestOperation.REJECT_DEVICE, request));
    }

    private ApiPairedDevice device(RestRequest request) {
        return Answers.one(calls.ask(request), ApiPairedDevice.KIND);
    }
}
