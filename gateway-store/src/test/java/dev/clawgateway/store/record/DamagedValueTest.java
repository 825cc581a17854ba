package dev.clawgateway.store.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.form.StoredKind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that are not what was written. */
@Timeout(180)
class DamagedValueTest {
    private static final int ROUNDS = 4000;

    @Test
    void noticesWhereverItIsCutOff() {
        RandomRecords records = new RandomRecords(new Random(7));
        byte[] value = Stored.NODE.write(records.next(NodeRecord.class));

        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThatIllegalArgumentException()
                    .as("cut at %d of %d", length, value.length)
                    .isThrownBy(() -> Stored.NODE.read(cut))
                    .withMessageStartingWith("node: ");
        }
    }

    @Test
    void saysWhatIsWrong() {
        RandomRecords records = new RandomRecords(new Random(7));
        WorkloadRecord workload = records.next(WorkloadRecord.class);
        byte[] value = Stored.WORKLOAD.write(StoredWorkload.of(workload, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.NODE.read(value))
                .withMessage("node: there is none in it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.NODE.read(new byte[] {0x0a, 0x00}))
                .withMessage("node: id is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.NODE.read(new byte[] {0x0a, 0x03, 0x0a, 0x01, 0x55}))
                .withMessage("node: id: it has 1 bytes instead of 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.MODE.read(new byte[] {0x32, 0x02, 0x08, 0x07}))
                .withMessage("mode: serving: it is neither yes nor no: 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.NODE.read("{}".getBytes(UTF_8)))
                .withMessageStartingWith("node: ");
    }

    /** Of a newer gateway: an older one can only guess what they mean. */
    @Test
    void refusesWordsAndMembersItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Stored.EVENT.read(new byte[] {0x3a, 5, 0x12, 0, 0x18, (byte) 0xe7, 7}))
                .withMessage("event: kind: it is the word 999, which is not known here");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Stored.EVENT.read(new byte[] {0x3a, 6, 0x12, 0, 0x22, 2, 0x7a, 0}))
                .withMessage("event: subject: it is of kind 15, which is not known here");
    }

    /** No bytes do anything but be read or be refused. */
    @Test
    void nothingElseComesOfAnyBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> seeds = seeds(random);

        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = seeds.get(random.nextInt(seeds.size())).clone();
            value = damaged(value, random);
            for (StoredKind<?> kind : Stored.ALL) {
                try {
                    Object record = kind.read(value).record();
                    assertThat(record).as("seed %d round %d", seed, round).isNotNull();
                    read++;
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageStartingWith(kind.name() + ": ");
                }
            }
        }

        assertThat(read).as("seed %d", seed).isPositive();
    }

    private static List<byte[]> seeds(Random random) {
        RandomRecords records = new RandomRecords(random);
        return StoredTest.kinds()
                .map(arguments -> arguments.get())
                .map(pair -> written((StoredKind<?>) pair[0], (Class<?>) pair[1], records))
                .toList();
    }

    private static <T> byte[] written(StoredKind<T> kind, Class<?> type, RandomRecords records) {
        @SuppressWarnings("unchecked") // each pair is of a kind and its own type
        T record = (T) records.next(type);
        return kind.write(record);
    }

    private static byte[] damaged(byte[] value, Random random) {
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(value.length);
            switch (random.nextInt(4)) {
                case 0 -> value[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> value[at] = (byte) random.nextInt();
                case 2 -> value = Arrays.copyOf(value, 1 + random.nextInt(value.length));
                default -> {
                    int from = random.nextInt(value.length);
                    int length = Math.min(random.nextInt(8), value.length - Math.max(at, from));
                    System.arraycopy(value, from, value, at, length);
                }
            }
        }
        return value;
    }

    /** A length of 2 GiB asks for no memory, and a record within records for no stack. */
    @Test
    void refusesWhatWouldTakeMemoryOrStack() {
        byte[] large = {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0x0a};
        byte[] deep = {};
        // spec 3, scheduling 8, gpu 2, fallback 10
        for (int i = 0; i < 5000; i++) {
            deep = within(10, deep);
        }
        byte[] spec = within(3, within(8, within(2, deep)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.NODE.read(large))
                .withMessageStartingWith("node: it is cut off or damaged");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stored.SPEC.read(spec))
                .withMessageContaining("messages");
    }

    private static byte[] within(int tag, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag << 3 | 2);
        for (int length = bytes.length; ; length >>>= 7) {
            if (length < 0x80) {
                out.write(length);
                break;
            }
            out.write((length & 0x7f) | 0x80);
        }
        out.writeBytes(bytes);
        return out.toByteArray();
    }
}
