package dev.clawgateway.protocol.json;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the members of one JSON object, by the presence codes of section 2.0. */
public final class MemberWriter {
    private final JsonGenerator out;

    public MemberWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Codes R and D: always written. */
    public <T> MemberWriter required(String name, Kind<T> kind, T value) {
        out.writeName(name);
        kind.write(value, out);
        return this;
    }

    /** Code N: null when there is none. */
    public <T> MemberWriter nullable(String name, Kind<T> kind, @Nullable T value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            kind.write(value, out);
        }
        return this;
    }

    /** Code O: left out when there is none. */
    public <T> MemberWriter optional(String name, Kind<T> kind, @Nullable T value) {
        return value == null ? this : required(name, kind, value);
    }

    /** Our own members with a default: left out when they say nothing new. */
    public <T> MemberWriter unless(T fallback, String name, Kind<T> kind, T value) {
        return value.equals(fallback) ? this : required(name, kind, value);
    }

    /** Code E, a list: left out when empty. */
    public <T> MemberWriter unlessEmpty(String name, Kind<List<T>> kind, List<T> value) {
        return value.isEmpty() ? this : required(name, kind, value);
    }

    /** Code E, a map: left out when empty. */
    public MemberWriter unlessEmpty(String name, Map<String, String> value) {
        return value.isEmpty() ? this : required(name, Kinds.TEXT_MAP, value);
    }

    /** A nested object. */
    public MemberWriter nested(String name, Consumer<MemberWriter> members) {
        out.writeName(name);
        out.writeStartObject();
        members.accept(this);
        out.writeEndObject();
        return this;
    }
}
