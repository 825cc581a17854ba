package dev.clawgateway.protocol.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object being read, by the presence codes of section 2.0. Members that
 * nobody asks for are ignored.
 */
public final class Members {
    private final Value object;

    public Members(Value object) {
        this.object = object;
    }

    /** Code R: there and not null. */
    public <T> T required(String name, Kind<T> kind) throws JsonFormatException {
        return kind.read(object.member(name));
    }

    /** Codes N and O: null, or nothing at all, is null. */
    public <T> @Nullable T optional(String name, Kind<T> kind) throws JsonFormatException {
        Value member = object.member(name);
        return member.isMissing() || member.isNull() ? null : kind.read(member);
    }

    /** Code D: absent is the fallback; null is an error. */
    public <T> T otherwise(String name, Kind<T> kind, T fallback) throws JsonFormatException {
        Value member = object.member(name);
        return member.isMissing() ? fallback : kind.read(member);
    }

    /** Code E, a list. */
    public <T> List<T> listOrEmpty(String name, Kind<List<T>> kind) throws JsonFormatException {
        return otherwise(name, kind, List.of());
    }

    /** Code E, a map. */
    public Map<String, String> mapOrEmpty(String name) throws JsonFormatException {
        return otherwise(name, Kinds.TEXT_MAP, Map.of());
    }

    /** The alias if only that is there, else the name itself. */
    public String either(String name, String alias) {
        return object.member(name).isMissing() && !object.member(alias).isMissing() ? alias : name;
    }

    /** Code R: a nested object whose members are read in place. */
    public Members nested(String name) throws JsonFormatException {
        return object.member(name).members();
    }

    public Value member(String name) {
        return object.member(name);
    }

    /** A complaint about the object as a whole. */
    public JsonFormatException problem(String what) {
        return object.problem(what);
    }
}
