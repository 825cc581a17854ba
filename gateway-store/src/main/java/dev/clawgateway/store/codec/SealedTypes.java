package dev.clawgateway.store.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Sealed families of records: which of them it is stands in the member {@code is}, as the record's
 * name in snake case. A name that is none of the family is refused.
 */
final class SealedTypes {
    /** No component has this name, and {@code type} is one. */
    private static final String MEMBER = "is";

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = MEMBER)
    private interface Named {}

    private SealedTypes() {}

    static void add(JsonMapper.Builder builder, Class<?> family) {
        builder.addMixIn(family, Named.class);
        addMembers(builder, family);
    }

    private static void addMembers(JsonMapper.Builder builder, Class<?> family) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addMembers(builder, member);
            } else {
                builder.registerSubtypes(new NamedType(member, name(member)));
            }
        }
    }

    private static String name(Class<?> member) {
        return member.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
