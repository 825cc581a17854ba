package dev.clawgateway.client.device;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.protocol.api.device.ApiDeviceRequest;
import dev.clawgateway.protocol.api.device.ApiDeviceToken;
import dev.clawgateway.protocol.api.device.ApiPairedDevice;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Approves devices at a gateway, shows them and takes them back. Each call waits for its answer,
 * and throws as {@link RestGateway} says. Devices and requests are named by the beginning of an id,
 * or by a name, where that is one's alone. Any thread may ask.
 */
public final class DeviceClient implements AutoCloseable {
    private final RestGateway gateway;

    /** At a gateway; connects when it is asked. */
    public DeviceClient(HttpAddresses gateways) {
        gateway = RestGateway.at(gateways);
    }

    /**
     * All there are.
     *
     * @param json the same as the gateway's API has it, on one line
     */
    public record Listed(List<DeviceRequestView> pending, List<DeviceView> paired, String json) {}

    /**
     * A token, made just now.
     *
     * @param token a secret
     * @param json the same as the gateway's API has it, on one line
     */
    public record NewToken(String token, String json) {
        @Override
        public String toString() {
            return "NewToken[]"; // it is a secret
        }
    }

    /** Those that wait, and those approved. */
    public Listed list() {
        List<ApiDeviceRequest> pending = new ArrayList<>();
        gateway.devices().requests().forEach(pending::add);
        List<ApiPairedDevice> paired = new ArrayList<>();
        gateway.devices().list().forEach(paired::add);
        byte[] json =
                JsonTree.write(out ->
                        out.required("pending", Kinds.list(ApiDeviceRequest.KIND), pending)
                                .required("paired", Kinds.list(ApiPairedDevice.KIND), paired));
        return new Listed(
                pending.stream().map(DeviceRequestView::of).toList(),
                paired.stream().map(DeviceView::of).toList(),
                text(json));
    }

    /** Grants what a request shows, by its id, or by the device that asks. */
    public DeviceView approve(String named) {
        return DeviceView.of(gateway.devices().approve(request(named).id()));
    }

    /** Grants what one of all those shows that wait now. */
    public DeviceView approve(DeviceRequestView request) {
        return DeviceView.of(gateway.devices().approve(request.id()));
    }

    /** Says no to a request; answers which it was. */
    public DeviceRequestView reject(String named) {
        ApiDeviceRequest request = request(named);
        gateway.devices().reject(request.id());
        return DeviceRequestView.of(request);
    }

    /** Takes back all that a device may be; answers which it was. */
    public DeviceView remove(String named) {
        ApiPairedDevice device = device(named);
        gateway.devices().remove(device.id());
        return DeviceView.of(device);
    }

    /**
     * Gives one a name.
     *
     * @param name null for what it calls itself
     */
    public DeviceView rename(String named, @Nullable String name) {
        return DeviceView.of(gateway.devices().name(device(named).id(), name));
    }

    /**
     * Makes a token of a role anew.
     *
     * @param scopes that it allows; null for those of the one before, or all that are approved
     */
    public NewToken rotateToken(String named, String role, @Nullable List<String> scopes) {
        ApiDeviceToken made = gateway.devices().rotateToken(device(named).id(), role, scopes);
        return new NewToken(made.token(), text(JsonTree.write(ApiDeviceToken.KIND, made)));
    }

    /** Takes the token of a role back. */
    public DeviceView revokeToken(String named, String role) {
        return DeviceView.of(gateway.devices().revokeToken(device(named).id(), role));
    }

    private ApiPairedDevice device(String named) {
        return only(
                "device",
                named,
                gateway.devices().list(),
                device ->
                        device.id().startsWith(named)
                                || named.equals(device.name())
                                || (device.name() == null && named.equals(device.card().name())));
    }

    private ApiDeviceRequest request(String named) {
        return only(
                "request",
                named,
                gateway.devices().requests(),
                request ->
                        request.id().startsWith(named)
                                || request.device().startsWith(named)
                                || named.equals(request.card().name()));
    }

    private static <T> T only(String what, String named, Iterable<T> all, Predicate<T> meant) {
        List<T> found = new ArrayList<>();
        for (T one : all) {
            if (!named.isEmpty() && meant.test(one)) {
                found.add(one);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new GatewayException(
                found.isEmpty()
                        ? "no " + what + " '" + named + "'"
                        : found.size() + " of them are named '" + named + "'; say more of the id",
                false);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
