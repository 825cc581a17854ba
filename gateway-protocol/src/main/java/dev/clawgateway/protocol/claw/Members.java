package dev.clawgateway.protocol.claw;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object being read, by the presence codes of section 2.0. Members that
 * nobody asks for are ignored.
 */
final class Members {
    private final Value object;

    Members(Value object) {
        this.object = object;
    }

    /** Code R: there and not null. */
    <T> T required(String name, Kind<T> kind) throws ClawFormatException {
        return kind.read(object.member(name));
    }

    /** Codes N and O: null, or nothing at all, is null. */
    <T> @Nullable T optional(String name, Kind<T> kind) throws ClawFormatException {
        Value member = object.member(name);
        return member.isMissing() || member.isNull() ? null : kind.read(member);
    }

    /** Code D: absent is the fallback; null is an error. */
    <T> T otherwise(String name, Kind<T> kind, T fallback) throws ClawFormatException {
        Value member = object.member(name);
        return member.isMissing() ? fallback : kind.read(member);
    }

    /** Code E, a list. */
    <T> List<T> listOrEmpty(String name, Kind<List<T>> kind) throws ClawFormatException {
        return otherwise(name, kind, List.of());
    }

    /** Code E, a map. */
    Map<String, String> mapOrEmpty(String name) throws ClawFormatException {
        return otherwise(name, Kinds.TEXT_MAP, Map.of());
    }

    /** The alias if only that is there, else the name itself. */
    String either(String name, String alias) {
        return object.member(name).isMissing() && !object.member(alias).isMissing() ? alias : name;
    }

    /** Code R: a nested object whose members are read in place. */
    Members nested(String name) throws ClawFormatException {
        return object.member(name).members();
    }

    Value member(String name) {
        return object.member(name);
    }

    /** A complaint about the object as a whole. */
    ClawFormatException problem(String what) {
        return object.problem(what);
    }
}
