package dev.clawgateway.server.audit;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.core.Principal;
import dev.clawgateway.protocol.json.Unicode;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lines that are about to be written together, each bound to the one before. Whoever could not
 * write them throws them away, and the chain goes on from where it was.
 */
final class Lines {
    /** Of whatever a peer has chosen; what is longer was written for no reader. */
    private static final int LONGEST = 512;

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private final MessageDigest digest = Link.digest();
    private Link last;

    Lines(Link last) {
        this.last = last;
    }

    Link last() {
        return last;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** What somebody did or was refused. */
    void add(Instant at, AuditEntry entry) {
        write(
                at,
                entry.operation() == null ? "authentication" : "operation",
                json -> {
                    who(json, entry.caller());
                    text(json, "operation", entry.operation());
                    AuditEntry.About about = entry.about();
                    if (about != null) {
                        text(json, "about", about.kind().text());
                        text(json, "id", about.id() == null ? null : about.id().toString());
                    }
                    facts(json, "before", entry.before());
                    facts(json, "after", entry.after());
                    text(json, "result", entry.result().text());
                    text(json, "why", entry.why());
                });
    }

    /** What the log has to say of itself. */
    void add(Instant at, String kind, Map<String, String> facts) {
        write(at, kind, json -> facts.forEach((name, value) -> text(json, name, value)));
    }

    private interface Body {
        void write(JsonGenerator json);
    }

    private void write(Instant at, String kind, Body body) {
        line.reset();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty("seq", last.number() + 1);
            json.writeStringProperty("time", at.toString());
            json.writeStringProperty("kind", kind);
            body.write(json);
            json.writeStringProperty("prev", last.hash());
            json.writeEndObject();
        }
        byte[] bytes = line.toByteArray();
        last = new Link(last.number() + 1, Link.hash(digest, bytes, 0, bytes.length));
        out.writeBytes(bytes);
        out.write('\n');
    }

    private static void who(JsonGenerator json, Caller caller) {
        switch (caller.principal()) {
            case Principal.Operator(String name) -> by(json, "operator", name);
            case Principal.Device(String id) -> by(json, "device", id);
            case Principal.Node(var id) -> by(json, "node", id.toString());
            case Principal.Gateway _ -> by(json, "gateway", null);
        }
        if (caller.rights() != null) {
            text(json, "role", caller.rights().role().text());
        }
        text(json, "address", caller.address());
        if (caller.port() != 0) {
            json.writeNumberProperty("port", caller.port());
        }
        text(json, "dialect", caller.dialect());
        text(json, "request", caller.requestId());
    }

    private static void by(JsonGenerator json, String kind, @Nullable String name) {
        json.writeStringProperty("by", kind);
        text(json, "who", name);
    }

    private static void facts(JsonGenerator json, String name, Map<String, String> facts) {
        if (facts.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(name);
        facts.forEach((fact, value) ->
                json.writeStringProperty(Unicode.repaired(fact), Unicode.repaired(value)));
        json.writeEndObject();
    }

    /** Nothing for what is empty or not there. */
    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.writeStringProperty(name, Unicode.repaired(Excerpt.of(value, LONGEST)));
        }
    }
}
