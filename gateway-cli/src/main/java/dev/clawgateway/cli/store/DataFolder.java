package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.server.config.StorageConfig;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway's data is meant, by its folder or its configuration. */
final class DataFolder {
    @Option(
            names = "--data-dir",
            paramLabel = "<DIR>",
            description = "The gateway's storage.data_dir [default: as the configuration says]")
    private @Nullable Path dataDir;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "<FILE>",
            description = "The gateway's configuration file")
    private @Nullable Path config;

    /** The gateway's data folder. */
    Path path() {
        return dataDir == null ? storage().dataDir() : dataDir;
    }

    /** Where its store is. */
    StoreFolder store() {
        return StoreFolder.under(path());
    }

    /** Where it keeps copies of its store. */
    Path backups() {
        return dataDir == null ? storage().copies() : new StorageConfig(dataDir, 0).copies();
    }

    /** Where opening one would make it. */
    void refuseWithoutStore() {
        if (!Files.isDirectory(store().path())) {
            throw CommandException.failure(
                    "there is no store at " + store().path() + "; --data-dir says where it is");
        }
    }

    private StorageConfig storage() {
        return ConfigFile.load(config).storage();
    }
}
