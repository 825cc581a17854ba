package dev.clawgateway.protocol.api.device;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;

/**
 * A device that waits to be approved; exactly this is granted.
 *
 * @param id of the request
 * @param device hash of its key, in hexadecimal digits
 * @param cause why somebody has to look, in a word
 * @param repair whether it is approved for something already
 * @param at when it asked first
 */
public record ApiDeviceRequest(
        String id,
        String device,
        String role,
        List<String> scopes,
        List<String> caps,
        List<String> commands,
        ApiDeviceCard card,
        String address,
        String cause,
        boolean repair,
        Instant at) {
    private static final Kind<List<String>> WORDS = Kinds.list(Kinds.TEXT);

    public static final Kind<ApiDeviceRequest> KIND =
            Kinds.object(ApiDeviceRequest::of, ApiDeviceRequest::members);

    public ApiDeviceRequest {
        scopes = List.copyOf(scopes);
        caps = List.copyOf(caps);
        commands = List.copyOf(commands);
    }

    private static ApiDeviceRequest of(Members request) throws JsonFormatException {
        return new ApiDeviceRequest(
                request.required("id", Kinds.TEXT),
                request.required("device_id", Kinds.TEXT),
                request.required("role", Kinds.TEXT),
                request.required("scopes", WORDS),
                request.required("caps", WORDS),
                request.required("commands", WORDS),
                request.required("card", ApiDeviceCard.KIND),
                request.required("address", Kinds.TEXT),
                request.required("cause", Kinds.TEXT),
                request.required("repair", Kinds.FLAG),
                request.required("asked_at", Kinds.TIME));
    }

    private static void members(ApiDeviceRequest request, MemberWriter out) {
        out.required("id", Kinds.TEXT, request.id)
                .required("device_id", Kinds.TEXT, request.device)
                .required("role", Kinds.TEXT, request.role)
                .required("scopes", WORDS, request.scopes)
                .required("caps", WORDS, request.caps)
                .required("commands", WORDS, request.commands)
                .required("card", ApiDeviceCard.KIND, request.card)
                .required("address", Kinds.TEXT, request.address)
                .required("cause", Kinds.TEXT, request.cause)
                .required("repair", Kinds.FLAG, request.repair)
                .required("asked_at", Kinds.TIME, request.at);
    }
}
