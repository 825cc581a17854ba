package dev.clawgateway.control.operations.lists;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A place in a list, which clients hand back as text without looking into it. */
public final class Cursor {
    private static final int ID_LENGTH = 36;

    private Cursor() {}

    /** Workloads stand in the order of their creation. */
    public record OfWorkload(Instant createdAt, WorkloadId id) implements Comparable<OfWorkload> {
        private static final Comparator<OfWorkload> ORDER =
                Comparator.comparing(OfWorkload::createdAt).thenComparing(OfWorkload::id);

        public static OfWorkload of(WorkloadRecord workload) {
            return new OfWorkload(workload.createdAt(), workload.id());
        }

        static Optional<OfWorkload> read(String text) {
            try {
                String id = text.substring(0, ID_LENGTH);
                Instant time = Instant.parse(text.substring(ID_LENGTH));
                return Optional.of(new OfWorkload(time, WorkloadId.parse(id)));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException _) {
                return Optional.empty();
            }
        }

        public String text() {
            return id.toString() + createdAt;
        }

        @Override
        public int compareTo(OfWorkload other) {
            return ORDER.compare(this, other);
        }
    }

    /** Nodes stand in the order of their names. */
    public record OfNode(String name, NodeId id) implements Comparable<OfNode> {
        private static final Comparator<OfNode> ORDER =
                Comparator.comparing(OfNode::name).thenComparing(OfNode::id);

        public static OfNode of(NodeRecord node) {
            return new OfNode(node.name(), node.id());
        }

        static Optional<OfNode> read(String text) {
            try {
                NodeId id = NodeId.parse(text.substring(0, ID_LENGTH));
                return Optional.of(new OfNode(text.substring(ID_LENGTH), id));
            } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
                return Optional.empty();
            }
        }

        public String text() {
            return id + name;
        }

        @Override
        public int compareTo(OfNode other) {
            return ORDER.compare(this, other);
        }
    }

    /** Things with names stand in the order of these. */
    record OfName(String name) implements Comparable<OfName> {
        @Override
        public int compareTo(OfName other) {
            return name.compareTo(other.name);
        }
    }
}
