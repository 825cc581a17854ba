package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.layout.EntryKinds;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.StoreKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a store of what a {@link StoreExport} has written. */
public final class StoreImport {
    /** So many records are one write. */
    private static final int BATCH = 1000;

    private final Path file;
    private final Consumer<String> progress;
    private final JsonMapper mapper =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private long number;
    private long read;
    private boolean ended;

    private StoreImport(Path file, Consumer<String> progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * Imports a file, and begins a new history with what is in it. No credential that was issued up
     * to now is good in it.
     *
     * @param now told by the event that begins the history
     * @throws StoreException when there is a store already, or a line is none that was exported
     */
    public static StoreReport of(
            Path file, StoreFolder target, Instant now, Consumer<String> progress) {
        return of(file, target, now, false, progress);
    }

    /**
     * The same.
     *
     * @param keepCredentials whether they go on being good, and with them those that were taken
     *     back since the export
     */
    public static StoreReport of(
            Path file,
            StoreFolder target,
            Instant now,
            boolean keepCredentials,
            Consumer<String> progress) {
        StoreImport reading = new StoreImport(file, progress);
        return NewStore.from(
                target,
                "imported from " + file.getFileName(),
                now,
                keepCredentials,
                reading::into,
                progress);
    }

    private void into(Path folder) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8);
                Options options = StoreOptions.create(-1);
                RocksDB database = RocksDB.open(options, folder.toString())) {
            BatchWriter batch = new BatchWriter();
            batch.put(StoreKeys.FORMAT, Integer.toString(Layout.FORMAT).getBytes(US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                take(line, batch);
                if (batch.entries().count() >= BATCH) {
                    batch = written(database, batch);
                }
            }
            written(database, batch).close();
            if (!ended) {
                throw wrong("the last line is missing: the file was cut short", null);
            }
        } catch (RocksDBException failure) {
            throw new StoreFaults(folder).writing(failure);
        }
    }

    private BatchWriter written(RocksDB database, BatchWriter batch) throws RocksDBException {
        try (batch;
                WriteOptions durable = new WriteOptions().setSync(true)) {
            database.write(durable, batch.entries());
        }
        progress.accept("imported " + read + " records");
        return new BatchWriter();
    }

    private void take(String line, BatchWriter batch) {
        try {
            JsonNode json = mapper.readTree(line);
            if (ended) {
                throw wrong("it stands behind the last", null);
            } else if (number == 1) {
                checkFormat(json);
            } else if (json.has(StoreExport.END)) {
                end(json);
            } else {
                byte[] key = HexFormat.of().parseHex(json.path(StoreExport.KEY).asString(""));
                batch.put(key, value(EntryKinds.of(key), json));
                read++;
            }
        } catch (IllegalArgumentException | DateTimeException | JacksonException failure) {
            throw wrong(String.valueOf(failure.getMessage()), failure);
        }
    }

    private void checkFormat(JsonNode json) {
        int format = json.path(StoreExport.FORMAT).asInt(0);
        if (format != Layout.FORMAT) {
            throw wrong(
                    format == 0
                            ? "this is no export of a gateway's store"
                            : "it has format "
                                    + format
                                    + ", and this version reads "
                                    + Layout.FORMAT,
                    null);
        }
    }

    private void end(JsonNode json) {
        long there = json.path(StoreExport.END).asLong(-1);
        if (there != read) {
            throw wrong("there are " + read + " records before it, and there were " + there, null);
        }
        ended = true;
    }

    private static byte[] value(@Nullable StoredKind<?> kind, JsonNode json) {
        String name = json.path(StoreExport.KIND).asString("");
        if (kind == null || !kind.name().equals(name)) {
            throw new IllegalArgumentException("its key is not of kind \"" + name + '"');
        }
        return bytes(kind, json.path(StoreExport.RECORD));
    }

    private static <T> byte[] bytes(StoredKind<T> kind, JsonNode record) {
        return kind.write(kind.read(record));
    }

    private StoreException wrong(String what, @Nullable Exception failure) {
        return new StoreException(file + ", line " + number + ": " + what, failure);
    }
}
