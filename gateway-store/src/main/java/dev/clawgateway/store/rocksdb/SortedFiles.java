package dev.clawgateway.store.rocksdb;

import dev.clawgateway.store.layout.EntryWriter;
import dev.clawgateway.store.layout.StoreKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;
import org.rocksdb.SstFileWriter;

/**
 * Entries that come in the order of their keys, as files which a database can take in whole. Specs
 * come with the workloads that refer to them, and so go to a file of their own, which is sorted in
 * itself.
 */
final class SortedFiles implements EntryWriter, AutoCloseable {
    private final EnvOptions environment = new EnvOptions();
    private final Options options = new Options();
    private final StoreFaults faults;
    private final Runnable wrote;
    private final OneFile others;
    private final OneFile specs;
    private final OneFile workloads;
    private byte[] expected = {};

    /**
     * Files in a folder, which is there and empty.
     *
     * @param wrote run after each entry, and when a file is whole
     */
    SortedFiles(Path folder, StoreFaults faults, Runnable wrote) {
        this.faults = faults;
        this.wrote = wrote;
        others = new OneFile(folder.resolve("others.sst").toString());
        specs = new OneFile(folder.resolve("specs.sst").toString());
        workloads = new OneFile(folder.resolve("workloads.sst").toString());
    }

    /** What comes next belongs under that key. */
    void expect(byte[] key) {
        expected = key;
    }

    @Override
    public void put(byte[] key, byte[] value) {
        if (key[0] != StoreKeys.SPEC && !Arrays.equals(key, expected)) {
            throw new IllegalArgumentException("a record is under the key of another");
        }
        try {
            of(key).writer().put(key, value);
            wrote.run();
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
    }

    @Override
    public void delete(byte[] key) {
        try {
            of(key).writer().delete(key);
            wrote.run();
        } catch (RocksDBException failure) {
            throw faults.opening(failure);
        }
    }

    private OneFile of(byte[] key) {
        return switch (key[0]) {
            case StoreKeys.SPEC -> specs;
            case StoreKeys.WORKLOAD -> workloads;
            default -> others;
        };
    }

    /** Makes them whole and durable; answers those that have entries, in the order of keys. */
    List<String> finish() throws RocksDBException {
        List<String> paths = new ArrayList<>();
        for (OneFile file : List.of(others, specs, workloads)) {
            if (file.begun) {
                file.writer.finish();
                wrote.run();
                paths.add(file.path);
            }
        }
        return paths;
    }

    /** Reads back what was written. */
    void read(BiConsumer<byte[], byte[]> entry) throws RocksDBException {
        for (OneFile file : List.of(others, specs, workloads)) {
            if (file.begun) {
                read(file.path, entry);
            }
        }
    }

    private void read(String path, BiConsumer<byte[], byte[]> entry) throws RocksDBException {
        try (SstFileReader file = new SstFileReader(options);
                ReadOptions checked = new ReadOptions().setVerifyChecksums(true)) {
            file.open(path);
            try (SstFileReaderIterator entries = file.newIterator(checked)) {
                for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                    entry.accept(entries.key(), entries.value());
                }
                entries.status();
            }
        }
    }

    @Override
    public void close() {
        others.writer.close();
        specs.writer.close();
        workloads.writer.close();
        environment.close();
        options.close();
    }

    /** A file that is begun with its first entry: there is none without. */
    private final class OneFile {
        private final String path;
        private final SstFileWriter writer = new SstFileWriter(environment, options);
        private boolean begun;

        OneFile(String path) {
            this.path = path;
        }

        SstFileWriter writer() throws RocksDBException {
            if (!begun) {
                writer.open(path);
                begun = true;
            }
            return writer;
        }
    }
}
