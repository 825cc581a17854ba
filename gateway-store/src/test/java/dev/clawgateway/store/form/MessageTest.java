package dev.clawgateway.store.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.record.Stored;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Protocol Buffers' own library makes of the bytes, and the other way round. */
class MessageTest {
    private static final int ROUNDS = 2000;

    @Test
    void isWrittenAsProtocolBuffersAre() throws InvalidProtocolBufferException {
        long seed = new Random().nextLong();
        RandomRecords records = new RandomRecords(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = Stored.NODE.write(records.next(NodeRecord.class));

            UnknownFieldSet read = UnknownFieldSet.parseFrom(value);

            assertThat(read.asMap()).as("seed %d", seed).containsOnlyKeys(Stored.NODE.number());
            assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(value);
        }
    }

    @Test
    void keepsWhatProtocolBuffersWrite() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        for (int round = 0; round < ROUNDS; round++) {
            UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
            int last = (1 << 29) - 1;
            fields.mergeField(1 + random.nextInt(last), any(random));
            fields.mergeField(last, any(random));
            byte[] written = fields.build().toByteArray();

            assertThat(Message.parse(written).toBytes()).as("seed %d", seed).isEqualTo(written);
        }
    }

    private static UnknownFieldSet.Field any(Random random) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return switch (random.nextInt(4)) {
            case 0 -> field.addVarint(random.nextLong() >> random.nextInt(64)).build();
            case 1 -> field.addFixed32(random.nextInt()).build();
            case 2 -> field.addFixed64(random.nextLong()).build();
            default -> field.addLengthDelimited(ByteString.copyFrom(bytes)).build();
        };
    }
}
