package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.WorkloadRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A place in a list (claw protocol, section 4.5), which clients hand back without looking into it.
 */
final class ListKey {
    private static final int ID_LENGTH = 36;

    private ListKey() {}

    /** Workloads stand in the order of their creation. */
    record OfWorkload(Instant createdAt, WorkloadId id) implements Comparable<OfWorkload> {
        private static final Comparator<OfWorkload> ORDER =
                Comparator.comparing(OfWorkload::createdAt).thenComparing(OfWorkload::id);

        static OfWorkload of(WorkloadRecord workload) {
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

        String text() {
            return id.toString() + createdAt;
        }

        @Override
        public int compareTo(OfWorkload other) {
            return ORDER.compare(this, other);
        }
    }

    /** Nodes stand in the order of their names. */
    record OfNode(String name, NodeId id) implements Comparable<OfNode> {
        private static final Comparator<OfNode> ORDER =
                Comparator.comparing(OfNode::name).thenComparing(OfNode::id);

        static OfNode of(NodeRecord node) {
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

        String text() {
            return id + name;
        }

        @Override
        public int compareTo(OfNode other) {
            return ORDER.compare(this, other);
        }
    }
}
