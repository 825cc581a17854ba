package dev.clawgateway.store.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Sealed families of records: which of them it is stands in the member {@code is}, as the record's
 * name in snake case, after that of the part of the family where there is one. A name that is none
 * of the family is refused.
 */
final class SealedTypes {
    /** No component has this name, and {@code type} is one. */
    private static final String MEMBER = "is";

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    private interface Named {}

    private SealedTypes() {}

    static void add(JsonMapper.Builder builder, Class<?> family) {
        builder.addMixIn(family, Named.class);
        addMembers(builder, family, family, "");
    }

    private static void addMembers(
            JsonMapper.Builder builder, Class<?> family, Class<?> part, String prefix) {
        for (Class<?> member : part.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addMembers(builder, family, member, prefix + prefix(family, member));
            } else {
                builder.registerSubtypes(
                        new NamedType(member, prefix + snake(member.getSimpleName())));
            }
        }
    }

    /** What a part of a family has in its name before that of the family, which all share. */
    private static String prefix(Class<?> family, Class<?> part) {
        String name = part.getSimpleName();
        String shared = family.getSimpleName();
        return name.endsWith(shared) && !name.equals(shared)
                ? snake(name.substring(0, name.length() - shared.length())) + "."
                : "";
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
