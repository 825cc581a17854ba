package dev.clawgateway.protocol.openclaw;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import tools.jackson.databind.JsonNode;

/** Reads and writes whole messages. Strict about the members it knows, deaf to others. */
public final class OpenClawFrames {
    private static final int MAX_TRACE = 128;

    private static final Kind<String> NAME =
            Kinds.kind(OpenClawFrames::name, (text, out) -> Kinds.TEXT.write(text, out));
    private static final Kind<Long> SEQ = Kinds.wide(0, Long.MAX_VALUE);

    private OpenClawFrames() {}

    /** What a client said. */
    public sealed interface Heard {
        /** A request. */
        record Asked(OpenClawFrame.Request request) implements Heard {}

        /**
         * JSON, but no request.
         *
         * @param id of the frame; {@code invalid} when it has none that could be answered
         * @param why for the sender
         */
        record NoRequest(String id, String why) implements Heard {}

        /** Not even JSON. */
        record Unreadable(String why) implements Heard {}
    }

    /** What a client says; it may only ask. */
    public static Heard hear(String text) {
        JsonNode tree;
        try {
            tree = JsonTree.parse(text);
        } catch (JsonFormatException e) {
            return new Heard.Unreadable(e.getMessage());
        }
        try {
            Value root = Value.root(tree, "");
            Members members = root.members();
            if (!members.required("type", Kinds.TEXT).equals("req")) {
                throw root.member("type").mustBe("\"req\"");
            }
            return new Heard.Asked(request(members));
        } catch (JsonFormatException e) {
            JsonNode id = tree.get("id");
            boolean answerable = id != null && id.isString() && !id.stringValue().isEmpty();
            return new Heard.NoRequest(answerable ? id.stringValue() : "invalid", e.getMessage());
        }
    }

    /** Any frame, as a client reads them. */
    public static OpenClawFrame read(String text) throws JsonFormatException {
        Value root = Value.root(JsonTree.parse(text), "");
        Members members = root.members();
        return switch (members.required("type", Kinds.TEXT)) {
            case "req" -> request(members);
            case "res" ->
                    new OpenClawFrame.Response(
                            members.required("id", NAME),
                            members.required("ok", Kinds.FLAG),
                            members.optional("payload", Kinds.JSON),
                            members.optional("error", OpenClawError.KIND));
            case "event" ->
                    new OpenClawFrame.Event(
                            members.required("event", NAME),
                            members.optional("payload", Kinds.JSON),
                            members.optional("seq", SEQ),
                            members.optional("stateVersion", StateVersion.KIND));
            default -> throw root.member("type").mustBe("\"req\", \"res\" or \"event\"");
        };
    }

    private static OpenClawFrame.Request request(Members members) throws JsonFormatException {
        String trace = members.optional("traceparent", Kinds.TEXT);
        if (trace != null && trace.length() > MAX_TRACE) {
            throw members.member("traceparent").mustBe("at most " + MAX_TRACE + " characters");
        }
        return new OpenClawFrame.Request(
                members.required("id", NAME),
                members.required("method", NAME),
                members.optional("params", Kinds.JSON),
                trace);
    }

    private static String name(Value value) throws JsonFormatException {
        String text = value.text();
        if (text.isEmpty()) {
            throw value.problem("must NOT have fewer than 1 characters");
        }
        return text;
    }

    /** As it goes over the wire, in UTF-8. */
    public static byte[] write(OpenClawFrame frame) {
        return JsonTree.write(out -> {
            out.required("type", Kinds.TEXT, frame.type());
            switch (frame) {
                case OpenClawFrame.Request request -> members(request, out);
                case OpenClawFrame.Response response -> members(response, out);
                case OpenClawFrame.Event event -> members(event, out);
            }
        });
    }

    private static void members(OpenClawFrame.Request request, MemberWriter out) {
        out.required("id", Kinds.TEXT, request.id())
                .required("method", Kinds.TEXT, request.method())
                .optional("params", Kinds.JSON, request.params())
                .optional("traceparent", Kinds.TEXT, request.traceparent());
    }

    private static void members(OpenClawFrame.Response response, MemberWriter out) {
        out.required("id", Kinds.TEXT, response.id())
                .required("ok", Kinds.FLAG, response.ok())
                .optional("payload", Kinds.JSON, response.payload())
                .optional("error", OpenClawError.KIND, response.error());
    }

    private static void members(OpenClawFrame.Event event, MemberWriter out) {
        out.required("event", Kinds.TEXT, event.event())
                .optional("payload", Kinds.JSON, event.payload())
                .optional("seq", SEQ, event.seq())
                .optional("stateVersion", StateVersion.KIND, event.stateVersion());
    }
}
