package dev.clawgateway.server.dialect.api.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.operations.fleet.Column;
import dev.clawgateway.control.operations.fleet.FleetMap;
import dev.clawgateway.core.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A console draws ten thousand GPUs from it, every second. */
class MapSizeTest {
    private static final int NODES = 1250;
    private static final int GPUS = 10_000;
    private static final int MOST_BYTES = 60 * 1024;

    private final Random random = new Random(1);

    @Test
    void tenThousandGpusOfWhichNoTwoAreAlikeAreSmallWhenPacked() throws IOException {
        List<NodeId> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            ids.add(new NodeId(new UUID(random.nextLong(), random.nextLong())));
            names.add("gpu-%02d-%02d".formatted(node / 40, node % 40));
        }
        FleetMap map =
                new FleetMap(
                        Instant.EPOCH,
                        1,
                        List.of("NVIDIA H100 80GB HBM3", "NVIDIA L40S"),
                        ids,
                        names,
                        Column.of(IntStream.generate(() -> 8).limit(NODES)),
                        Column.of(numbers(device -> device % 64 < 8 ? 1 : 0)),
                        Column.of(numbers(_ -> random.nextInt(20) < 17 ? 1 : random.nextInt(6))),
                        Column.of(numbers(_ -> random.nextInt(10) == 0 ? 50 : 100)),
                        Column.of(numbers(_ -> random.nextInt(101))),
                        Column.of(numbers(_ -> 40 + random.nextInt(50))));

        byte[] json = MapWords.of(map);

        assertThat(packed(json)).isLessThan(MOST_BYTES);
        System.out.println(
                "map of " + GPUS + " GPUs: " + json.length + " bytes, packed " + packed(json));
    }

    private static IntStream numbers(IntUnaryOperator each) {
        return IntStream.range(0, GPUS).map(each);
    }

    private static int packed(byte[] json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        }
        return bytes.size();
    }
}
