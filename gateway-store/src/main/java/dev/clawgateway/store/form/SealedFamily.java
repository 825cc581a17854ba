package dev.clawgateway.store.form;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family of records: which of them it is has a number, and its table stands below that.
 *
 * @param <T> what they have in common
 */
public final class SealedFamily<T> extends FieldShape<T> {
    private static final String MEMBER = "is";

    private final Map<Class<?>, Member<? extends T>> byClass;

    private SealedFamily(Map<Class<?>, Member<? extends T>> byClass) {
        this.byClass = byClass;
    }

    /** One that has a number. */
    record Member<M>(int tag, String name, Class<M> type, Form<M> form) {
        Message message(Object record) {
            return form.message(type.cast(record));
        }
    }

    /** Without members; add them. */
    public static <T> SealedFamily<T> empty() {
        return new SealedFamily<>(Map.of());
    }

    /** The same with another member. */
    public <M extends T> SealedFamily<T> with(int tag, String name, Class<M> type, Form<M> form) {
        Map<Class<?>, Member<? extends T>> members = new LinkedHashMap<>(byClass);
        members.put(type, new Member<>(tag, name, type, form));
        return new SealedFamily<>(members);
    }

    Collection<Member<? extends T>> members() {
        return byClass.values();
    }

    @Override
    void put(T record, int tag, Message into) {
        Member<? extends T> member = byClass.get(record.getClass());
        if (member == null) {
            throw new IllegalStateException("no number for " + record.getClass());
        }
        Message message = new Message();
        message.put(member.tag(), member.message(record));
        into.put(tag, message);
    }

    @Override
    T take(Message from, int place, Descent descent) {
        Message message = Message.parse(from.bytes(place));
        Descent within = descent.within();
        for (Member<? extends T> member : members()) {
            int there = message.find(member.tag(), 0);
            if (there >= 0 && message.size() == 1) {
                T record = member.form().take(message, there, within);
                descent.kept().add(from.tag(place), message, List.of(), within.kept());
                return record;
            }
        }
        throw new IllegalArgumentException(
                message.size() == 0
                        ? "it does not say what it is"
                        : "it is of kind " + message.tag(0) + ", which is not known here");
    }

    @Override
    T from(JsonNode json) {
        String name = json.path(MEMBER).asString("");
        for (Member<? extends T> member : members()) {
            if (member.name().equals(name)) {
                return member.form().from(((ObjectNode) json).deepCopy().without(MEMBER));
            }
        }
        throw new IllegalArgumentException("it is \"" + name + "\", which is not known here");
    }
}
