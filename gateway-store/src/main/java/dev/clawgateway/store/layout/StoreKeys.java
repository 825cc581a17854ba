package dev.clawgateway.store.layout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.space.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Keys of the store: one letter for the kind, then the id in an order that sorts as it reads. */
public final class StoreKeys {
    public static final byte NODE = 'n';
    public static final byte WORKLOAD = 'w';
    public static final byte CLUSTER = 'c';
    public static final byte DISCOVERED = 'd';
    public static final byte EVENT = 'e';
    public static final byte MEMBER = 'b';
    public static final byte END = 'f';
    public static final byte META = 'm';
    public static final byte WINDOW = 'p';
    public static final byte CREDENTIAL = 'a';
    public static final byte REVOCATION = 'r';
    public static final byte JOIN_USE = 'j';
    public static final byte ANSWER = 'k';
    public static final byte WORKSPACE = 'g';
    public static final byte DEVICE = 'i';

    /** Before the workloads, which refer to them. */
    public static final byte SPEC = 's';

    public static final byte[] FORMAT = "mformat".getBytes(US_ASCII);
    public static final byte[] TERM = "mterm".getBytes(US_ASCII);
    public static final byte[] SERVING = "mserving".getBytes(US_ASCII);
    public static final byte[] OWN_ENTRY = "mown_entry".getBytes(US_ASCII);
    public static final byte[] FLEET = "mfleet".getBytes(US_ASCII);
    public static final byte[] AUDIT = "maudit".getBytes(US_ASCII);
    public static final byte[] CLOCK = "mclock".getBytes(US_ASCII);
    public static final byte[] PAST_USE = "mpast_use".getBytes(US_ASCII);

    public static final byte[] DISCOVERY = "mdiscovery".getBytes(US_ASCII);

    private StoreKeys() {}

    public static byte[] node(NodeId id) {
        return uuid(NODE, id.value());
    }

    public static byte[] workload(WorkloadId id) {
        return uuid(WORKLOAD, id.value());
    }

    public static byte[] spec(long number) {
        return number(SPEC, number);
    }

    public static byte[] cluster(String name) {
        return text(CLUSTER, name);
    }

    public static byte[] workspace(WorkspaceId id) {
        return uuid(WORKSPACE, id.value());
    }

    public static byte[] window(String name) {
        return text(WINDOW, name);
    }

    public static byte[] discovered(MemberId member) {
        return text(DISCOVERED, member.text());
    }

    public static byte[] member(String id) {
        return text(MEMBER, id);
    }

    public static byte[] credential(String id) {
        return text(CREDENTIAL, id);
    }

    public static byte[] revocation(Revocation.Of what, String whose) {
        return switch (what) {
            case CREDENTIAL -> text(REVOCATION, "c" + whose);
            case SUBJECT -> text(REVOCATION, "s" + whose);
            case EVERYBODY -> text(REVOCATION, "e" + whose);
        };
    }

    /** Ids of credentials have no blanks. */
    public static byte[] joinUse(String join, String agentKey) {
        return text(JOIN_USE, join + " " + agentKey);
    }

    public static byte[] device(String id) {
        return text(DEVICE, id);
    }

    private static byte[] text(byte kind, String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + bytes.length).put(kind).put(bytes).array();
    }

    /** Big-endian, so that events iterate in the order they happened. */
    public static byte[] event(long sequence) {
        return number(EVENT, sequence);
    }

    /** Of a workload that has ended and is forgotten, in the order in which they were. */
    public static byte[] end(long number) {
        return number(END, number);
    }

    /** Of an answer that is kept, in the order in which they were given. */
    public static byte[] answer(long number) {
        return number(ANSWER, number);
    }

    private static byte[] number(byte kind, long number) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(number).array();
    }

    private static byte[] uuid(byte kind, UUID id) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(kind)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
