package dev.clawgateway.store.rocksdb;

import java.util.Properties;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.WALRecoveryMode;

/** How the database is set. */
final class StoreOptions {
    private static final long MIB = 1 << 20;
    private static final int KEPT_INFO_LOGS = 4;

    private StoreOptions() {}

    /** For the caller to close. */
    static Options create(int maxOpenFiles) {
        return create(maxOpenFiles, true);
    }

    /** Opens what lacks a log, too: for whoever looks how far it reaches then. */
    static Options forLooking() {
        return create(-1, false);
    }

    private static Options create(int maxOpenFiles, boolean allLogs) {
        try (DBOptions database = DBOptions.getDBOptionsFromProps(withoutSetters(allLogs));
                ColumnFamilyOptions records = new ColumnFamilyOptions()) {
            return new Options(database, records)
                    .setCreateIfMissing(true)
                    .setParanoidChecks(true)
                    .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                    // After an error nothing is written until it was opened anew, see RocksStore.
                    .setMaxBgErrorResumeCount(0)
                    .setMaxTotalWalSize(128 * MIB)
                    .setWriteBufferSize(32 * MIB)
                    .setCompressionType(CompressionType.LZ4_COMPRESSION)
                    .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                    .setMaxLogFileSize(4 * MIB)
                    .setKeepLogFileNum(KEPT_INFO_LOGS)
                    .setMaxOpenFiles(maxOpenFiles);
        }
    }

    /** Notices a log that is missing between others; that the last one ends early it does not. */
    private static Properties withoutSetters(boolean allLogs) {
        Properties properties = new Properties();
        properties.setProperty("track_and_verify_wals_in_manifest", Boolean.toString(allLogs));
        return properties;
    }
}
