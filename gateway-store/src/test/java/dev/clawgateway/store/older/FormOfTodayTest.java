package dev.clawgateway.store.older;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.store.layout.EntryWriter;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.SnapshotReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A whole store in format 5, to the byte: what that of format 4 became when it was upgraded. */
class FormOfTodayTest {
    private static final HexFormat HEX = HexFormat.of();

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

    /** Of the older store, written down anew. */
    private void write() throws IOException {
        OlderStore older = new OlderStore(OlderStore.LAST);
        Layout layout = new Layout(Integer.MAX_VALUE);
        byte[] since = null;
        for (StoreDump.Entry entry : StoreDump.ofFormat(OlderStore.LAST).entries()) {
            if (Arrays.equals(entry.keyBytes(), OlderStore.SERVING_SINCE)) {
                since = entry.value().getBytes(UTF_8);
            }
        }
        for (StoreDump.Entry entry : StoreDump.ofFormat(OlderStore.LAST).entries()) {
            Change change = older.change(entry.keyBytes(), entry.value().getBytes(UTF_8), since);
            if (change != null) {
                layout.write(List.of(change), writer);
                layout.landed();
            }
        }
    }

    private Snapshot read() {
        SnapshotReader reader = new Layout(Integer.MAX_VALUE).reader();
        entries.forEach(reader::add);
        return reader.snapshot();
    }

    @Test
    void isWrittenAsItWas() throws IOException {
        write();

        StringBuilder lines = new StringBuilder();
        entries.forEach((key, value) ->
                lines.append(HEX.formatHex(key))
                        .append(' ')
                        .append(HEX.formatHex(value))
                        .append('\n'));
        assertThat(lines.toString()).isEqualTo(golden());
    }

    @Test
    void isReadAsItWas() throws IOException {
        write();
        Snapshot today = read();

        entries.clear();
        for (String line : golden().lines().toList()) {
            int space = line.indexOf(' ');
            entries.put(
                    HEX.parseHex(line.substring(0, space)),
                    HEX.parseHex(line.substring(space + 1)));
        }

        assertThat(today.workloads()).isNotEmpty();
        assertThat(read()).isEqualTo(today);
    }

    private static String golden() throws IOException {
        try (InputStream stream =
                FormOfTodayTest.class.getResourceAsStream("store-of-format-5.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
        }
    }
}
