package dev.clawgateway.store.older;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the store of a gateway of an older format held after a short life: simulated nodes,
 * virtual clusters, workloads of many kinds in many states, and a kill. Made by gateways of those
 * days, and never to be changed.
 *
 * @param entries in the order of their keys
 */
public record StoreDump(int format, List<Entry> entries) {
    /** One of them. */
    public record Entry(List<Byte> key, String value) {
        public byte[] keyBytes() {
            byte[] bytes = new byte[key.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = key.get(i);
            }
            return bytes;
        }

        static Entry of(byte[] key, byte[] value) {
            List<Byte> bytes = new ArrayList<>();
            for (byte one : key) {
                bytes.add(one);
            }
            return new Entry(bytes, new String(value, UTF_8));
        }
    }

    public static StoreDump ofFormat(int format) throws IOException {
        String name = "store-of-format-" + format + ".txt";
        try (InputStream stream = StoreDump.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
            return new StoreDump(format, text.lines().map(StoreDump::entry).toList());
        }
    }

    private static Entry entry(String line) {
        int space = line.indexOf(' ');
        return Entry.of(
                HexFormat.of().parseHex(line.substring(0, space)),
                line.substring(space + 1).getBytes(UTF_8));
    }

    /** What a database in that folder holds now. */
    public static List<Entry> read(String folder) throws RocksDBException {
        List<Entry> found = new ArrayList<>();
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, folder);
                RocksIterator entries = database.newIterator()) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                found.add(Entry.of(entries.key(), entries.value()));
            }
        }
        return found;
    }

    /** Makes a database of it. */
    public void writeTo(String folder) throws RocksDBException {
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB database = RocksDB.open(options, folder)) {
            for (Entry entry : entries) {
                database.put(entry.keyBytes(), entry.value().getBytes(UTF_8));
            }
        }
    }

    /** So many entries of a kind. */
    public long count(char kind) {
        return entries.stream().filter(entry -> entry.key().getFirst() == kind).count();
    }

    /** All texts, numbers and times in it, but names of members; in lower case. */
    public Set<String> leaves() {
        JsonMapper mapper = JsonMapper.shared();
        Set<String> leaves = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.value().startsWith("{")) {
                add(mapper.readTree(entry.value()), leaves);
            }
        }
        return leaves;
    }

    private static void add(JsonNode json, Set<String> leaves) {
        if (json.isContainer()) {
            json.forEach(element -> add(element, leaves));
        } else if (json.isString() || json.isNumber()) {
            leaves.add(json.asString().toLowerCase(Locale.ROOT));
        }
    }
}
