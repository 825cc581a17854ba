package dev.clawgateway.store.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A process to be killed: upgrades a store, and after each write says so on standard output and
 * waits to be told on standard input to go on.
 */
final class UpgradeOnce {
    private UpgradeOnce() {}

    public static void main(String[] arguments) throws RocksDBException, IOException {
        Path data = Path.of(arguments[0]);
        int format = Integer.parseInt(arguments[1]);
        StoreFolder folder = StoreFolder.under(data);
        NativeLibraryLoader.getInstance().loadLibrary(folder.nativeLibrary().toString());
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, folder.path().toString())) {
            new FormatUpgrade(database, folder.path(), _ -> {}, UpgradeOnce::saySo).from(format);
        }
    }

    private static void saySo() {
        try {
            System.out.println("wrote");
            if (System.in.read() < 0) {
                throw new IllegalStateException("nobody is there any more");
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
