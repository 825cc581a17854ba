package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.server.audit.AuditFiles;
import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.store.rocksdb.StoreAuditMark;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway's audit log is meant. */
final class AuditPlace {
    @Option(
            names = "--dir",
            paramLabel = "<DIR>",
            description =
                    "The folder of the log itself, wherever it is; without the gateway's store, so"
                            + " that a tail that was cut does not show")
    private @Nullable Path dir;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "<FILE>",
            description = "The gateway's configuration file")
    private @Nullable Path config;

    @Option(
            names = "--file",
            paramLabel = "<FILE>",
            description =
                    "A file of the log that was moved elsewhere, to be read before the others; may"
                            + " be given again")
    private List<Path> moved = new ArrayList<>();

    /** All files, oldest first. */
    List<Path> files() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw CommandException.failure(
                    "there is no audit log at " + folder + "; --config or --dir says where it is");
        }
        try {
            List<Path> files = new ArrayList<>(moved);
            files.addAll(AuditFiles.in(folder));
            return files;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static CommandException unreadable(IOException failure) {
        return CommandException.failure("the audit log cannot be read: " + failure);
    }

    Path folder() {
        if (dir != null) {
            return dir;
        }
        GatewayConfig loaded = loaded();
        return loaded.audit().folder(loaded.storage());
    }

    /** What the gateway's store says; null where that is not asked. */
    @Nullable AuditMark noted() {
        return dir == null
                ? StoreAuditMark.of(StoreFolder.under(loaded().storage().dataDir()))
                : null;
    }

    private GatewayConfig loaded() {
        Overrides none = new Overrides(null, null, null, null, null);
        try {
            return ConfigLoader.load(config, none, System.getenv());
        } catch (ConfigException e) {
            throw CommandException.usage(
                    e.problems().stream()
                            .map(ConfigProblem::toString)
                            .collect(Collectors.joining("\n       ")));
        }
    }
}
