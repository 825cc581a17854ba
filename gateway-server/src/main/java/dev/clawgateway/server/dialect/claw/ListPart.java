package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.protocol.claw.operator.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that fits into one reply. Never sorts a whole list: of 200,000 records those are
 * picked that are listed.
 *
 * @param total entries of the whole list
 * @param next key of the last entry, when others follow it; null otherwise
 */
record ListPart<I, K>(List<I> entries, long total, @Nullable K next) {
    /** Most entries of one part. */
    static final int MAX_ENTRIES = 10_000;

    /** Most bytes of all entries together; clients take 16 MiB in one frame. */
    private static final int MAX_BYTES = 4 << 20;

    /**
     * How a record is listed.
     *
     * @param key its place in the list
     * @param view what is shown of it
     * @param size how many bytes that takes
     */
    record Form<T, K extends Comparable<K>, I>(
            Function<T, K> key, Function<T, I> view, ToIntFunction<I> size) {}

    /** The part that begins after {@code after}. */
    static <T, K extends Comparable<K>, I> ListPart<I, K> page(
            Collection<T> all, Page page, @Nullable K after, Form<T, K, I> form) {
        long limit = page.limit() == null ? MAX_ENTRIES : page.limit();
        int most = (int) Math.min(limit, MAX_ENTRIES);
        Comparator<T> order = Comparator.comparing(form.key());
        Collection<T> rest =
                after == null
                        ? all
                        : all.stream()
                                .filter(each -> form.key().apply(each).compareTo(after) > 0)
                                .toList();
        List<T> first = first(rest, most, order);
        List<I> fitting = fitting(first, form);
        boolean more = !fitting.isEmpty() && fitting.size() < rest.size();
        K next = more ? form.key().apply(first.get(fitting.size() - 1)) : null;
        return new ListPart<>(fitting, all.size(), next);
    }

    /** What fits, for those who cannot ask for the rest: the first by {@code worth}, in order. */
    static <T, K extends Comparable<K>, I> ListPart<I, K> best(
            Collection<T> all, Comparator<T> worth, Form<T, K, I> form) {
        List<T> first = first(all, MAX_ENTRIES, worth);
        List<T> kept = new ArrayList<>(first.subList(0, fitting(first, form).size()));
        kept.sort(Comparator.comparing(form.key()));
        return new ListPart<>(kept.stream().map(form.view()).toList(), all.size(), null);
    }

    /** The {@code most} least of them, in order. */
    static <T> List<T> first(Collection<T> all, int most, Comparator<T> order) {
        if (most == 0) {
            return List.of();
        }
        PriorityQueue<T> greatestFirst = new PriorityQueue<>(order.reversed());
        for (T each : all) {
            if (greatestFirst.size() < most) {
                greatestFirst.add(each);
            } else if (order.compare(each, greatestFirst.element()) < 0) {
                greatestFirst.remove();
                greatestFirst.add(each);
            }
        }
        return greatestFirst.stream().sorted(order).toList();
    }

    /** As many as fit, and the first in any case. */
    private static <T, K extends Comparable<K>, I> List<I> fitting(
            List<T> records, Form<T, K, I> form) {
        List<I> entries = new ArrayList<>();
        long bytes = 0;
        for (T each : records) {
            I entry = form.view().apply(each);
            bytes += form.size().applyAsInt(entry) + 1;
            if (bytes > MAX_BYTES && !entries.isEmpty()) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }
}
