package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.lists.PageRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What of a list fits into one reply: clients take 16 MiB in one frame. */
final class FrameCut {
    /** Of all entries together. */
    private static final int MAX_BYTES = 4 << 20;

    private FrameCut() {}

    /** The part of a list that a request asks for. */
    static PageRequest request(WantedPart page) {
        Long limit = page.limit();
        return new PageRequest(
                page.after(),
                (int) Math.min(limit == null ? PageRequest.MAX_ITEMS : limit, Integer.MAX_VALUE));
    }

    /** As many as fit, and the first in any case. */
    static <T, I> List<I> fitting(List<T> items, Function<T, I> view, ToIntFunction<I> size) {
        List<I> entries = new ArrayList<>();
        long bytes = 0;
        for (T each : items) {
            I entry = view.apply(each);
            bytes += size.applyAsInt(entry) + 1;
            if (bytes > MAX_BYTES && !entries.isEmpty()) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }
}
