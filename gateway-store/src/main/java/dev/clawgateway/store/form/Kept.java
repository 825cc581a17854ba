package dev.clawgateway.store.form;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record had that this program does not know: fields of its own, and those of messages in
 * it. They are written again with the record, whatever has changed of what is known.
 */
public final class Kept {
    private final Message own = new Message();
    private final List<Inner> inner = new ArrayList<>();

    Kept() {}

    /**
     * What is kept of a message within.
     *
     * @param told what tells it from others of the same number, as it was read
     * @param by the numbers that do; none where there is only one
     */
    private record Inner(int tag, Message told, List<Integer> by, Kept kept) {
        boolean isOf(Message candidate) {
            return by.stream().allMatch(one -> candidate.same(one, told));
        }
    }

    boolean isEmpty() {
        return own.size() == 0 && inner.isEmpty();
    }

    void add(Message from, int place) {
        own.putField(from, place);
    }

    void add(int tag, Message told, List<Integer> by, Kept kept) {
        if (!kept.isEmpty()) {
            inner.add(new Inner(tag, told, by, kept));
        }
    }

    /** Puts everything where it was. What was in a message that is gone is gone with it. */
    void into(Message message) {
        for (Inner one : inner) {
            Message there = find(one, message);
            if (there != null) {
                one.kept().into(there);
            }
        }
        for (int place = 0; place < own.size(); place++) {
            message.putField(own, place);
        }
    }

    private static @Nullable Message find(Inner inner, Message message) {
        for (int place = message.find(inner.tag(), 0);
                place >= 0;
                place = message.find(inner.tag(), place + 1)) {
            Message candidate = message.inner(place);
            if (candidate != null && inner.isOf(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
