package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.discovery.MemberId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Keys of the store: one letter for the kind, then the id in an order that sorts as it reads. */
final class StoreKeys {
    static final byte NODE = 'n';
    static final byte WORKLOAD = 'w';
    static final byte CLUSTER = 'c';
    static final byte DISCOVERED = 'd';
    static final byte EVENT = 'e';
    static final byte MEMBER = 'b';
    static final byte META = 'm';

    static final byte[] FORMAT = "mformat".getBytes(US_ASCII);
    static final byte[] SERVING = "mserving".getBytes(US_ASCII);
    static final byte[] SERVING_SINCE = "mserving_since".getBytes(US_ASCII);
    static final byte[] OWN_ENTRY = "mown_entry".getBytes(US_ASCII);
    static final byte[] PAST_USE = "mpast_use".getBytes(US_ASCII);

    static final byte[] DISCOVERY = "mdiscovery".getBytes(US_ASCII);

    private StoreKeys() {}

    static byte[] node(NodeId id) {
        return uuid(NODE, id.value());
    }

    static byte[] workload(WorkloadId id) {
        return uuid(WORKLOAD, id.value());
    }

    static byte[] cluster(String name) {
        return text(CLUSTER, name);
    }

    static byte[] discovered(MemberId member) {
        return text(DISCOVERED, member.text());
    }

    static byte[] member(String id) {
        return text(MEMBER, id);
    }

    private static byte[] text(byte kind, String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array();
    }

    /** Big-endian, so that events iterate in the order they happened. */
    static byte[] event(long sequence) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(EVENT).putLong(sequence).array();
    }

    private static byte[] uuid(byte kind, UUID id) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(kind)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
