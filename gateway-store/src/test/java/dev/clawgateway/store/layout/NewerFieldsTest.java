package dev.clawgateway.store.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.RandomRecords;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A store that a newer gateway has written to, in the hands of this one. */
class NewerFieldsTest {
    private static final int NEW = 900;
    private static final int NODE = 1;
    private static final int CAPACITY = 3;

    private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final EntryWriter writer =
            new EntryWriter() {
                @Override
                public void put(byte[] key, byte[] value) {
                    entries.put(key, value);
                }

                @Override
                public void delete(byte[] key) {
                    entries.remove(key);
                }
            };

    private final Layout layout = new Layout(10);
    private final NodeRecord node = new RandomRecords(new Random(11)).next(NodeRecord.class);

    private void commit(Change change) {
        layout.write(List.of(change), writer);
        layout.landed();
    }

    private Snapshot load() {
        SnapshotReader reader = layout.reader();
        entries.forEach(reader::add);
        return reader.snapshot();
    }

    private static UnknownFieldSet.Field text(String text) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build();
    }

    private static UnknownFieldSet within(UnknownFieldSet message, int tag)
            throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(message.getField(tag).getLengthDelimitedList().getFirst());
    }

    private static UnknownFieldSet with(UnknownFieldSet message, int tag, UnknownFieldSet inner) {
        return message.toBuilder()
                .clearField(tag)
                .mergeField(
                        tag,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(inner.toByteString())
                                .build())
                .build();
    }

    /** As a newer gateway would write it: a field more in the node and one in its capacity. */
    private void writeNewer() throws InvalidProtocolBufferException {
        byte[] key = StoreKeys.node(node.id());
        UnknownFieldSet value = UnknownFieldSet.parseFrom(entries.get(key));
        UnknownFieldSet record = within(value, NODE);
        UnknownFieldSet capacity =
                within(record, CAPACITY).toBuilder().mergeField(NEW, text("inner")).build();
        UnknownFieldSet newer =
                with(record, CAPACITY, capacity).toBuilder().mergeField(NEW, text("outer")).build();
        entries.put(key, with(value, NODE, newer).toByteArray());
    }

    private List<UnknownFieldSet.Field> newFields() throws InvalidProtocolBufferException {
        UnknownFieldSet record =
                within(UnknownFieldSet.parseFrom(entries.get(StoreKeys.node(node.id()))), NODE);
        return List.of(record.getField(NEW), within(record, CAPACITY).getField(NEW));
    }

    @Test
    void keepsThemWhateverIsWritten() throws InvalidProtocolBufferException {
        commit(new Change.NodeSaved(node));
        writeNewer();

        NodeRecord read = load().nodes().getFirst();
        commit(new Change.NodeSaved(read.with(NodeRecord.drain(!read.draining(), null))));
        commit(new Change.NodeSaved(read.with(read.drain())));

        assertThat(read).isEqualTo(node);
        assertThat(newFields()).containsExactly(text("outer"), text("inner"));
        assertThat(load().nodes()).containsExactly(node);
    }

    @Test
    void losesThemWithTheRecord() throws InvalidProtocolBufferException {
        commit(new Change.NodeSaved(node));
        writeNewer();
        load();

        layout.write(List.of(new Change.NodeForgotten(node.id())), writer);
        // It has not landed: the next batch comes instead.
        commit(new Change.NodeSaved(node));
        assertThat(newFields()).containsExactly(text("outer"), text("inner"));

        commit(new Change.NodeForgotten(node.id()));
        commit(new Change.NodeSaved(node));
        assertThat(newFields()).containsOnly(UnknownFieldSet.Field.getDefaultInstance());
    }

    /** What it says of itself it says in the form that all formats had. */
    @Test
    void theTermStaysReadableToAll() {
        Layout.write(new Term(12), writer);

        assertThat(entries.get(StoreKeys.TERM)).isEqualTo(new byte[] {'1', '2'});
    }
}
