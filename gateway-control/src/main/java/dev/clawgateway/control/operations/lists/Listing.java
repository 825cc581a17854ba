package dev.clawgateway.control.operations.lists;

import dev.clawgateway.control.operations.lists.Cursor.OfName;
import dev.clawgateway.control.operations.lists.Cursor.OfNode;
import dev.clawgateway.control.operations.lists.Cursor.OfWorkload;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * How things of one kind stand in lists. Never sorts a whole list: of 200,000 records those are
 * picked that are listed.
 *
 * @param key its place in the list
 * @param text of a place, for those who go on from there
 * @param read the same back; empty when it is no place
 */
public record Listing<T, K extends Comparable<K>>(
        Function<T, K> key, Function<K, String> text, Function<String, Optional<K>> read) {
    public static final Listing<NodeRecord, OfNode> NODES =
            new Listing<>(OfNode::of, OfNode::text, OfNode::read);

    public static final Listing<WorkloadRecord, OfWorkload> WORKLOADS =
            new Listing<>(OfWorkload::of, OfWorkload::text, OfWorkload::read);

    /** What has a name, which is never empty. */
    public static <T> Listing<T, ?> byName(Function<T, String> name) {
        return new Listing<>(
                thing -> new OfName(name.apply(thing)),
                OfName::name,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(new OfName(text)));
    }

    /** The part that was asked for; empty where it cannot begin where it should. */
    public Optional<Page<T>> page(Collection<T> all, PageRequest request) {
        String after = request.after();
        if (after == null) {
            return Optional.of(part(all, all, request.limit()));
        }
        return read.apply(after).map(start -> part(all, beyond(all, start), request.limit()));
    }

    private List<T> beyond(Collection<T> all, K start) {
        return all.stream().filter(each -> key.apply(each).compareTo(start) > 0).toList();
    }

    private Page<T> part(Collection<T> all, Collection<T> rest, int limit) {
        List<T> first = first(rest, limit, Comparator.comparing(key));
        boolean more = !first.isEmpty() && first.size() < rest.size();
        return new Page<>(first, all.size(), more ? text.apply(key.apply(first.getLast())) : null);
    }

    /** The {@code most} least of them, in order. */
    public static <T> List<T> first(Collection<T> all, int most, Comparator<T> order) {
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
}
