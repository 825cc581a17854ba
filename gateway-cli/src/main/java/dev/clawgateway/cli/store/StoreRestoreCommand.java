package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.store.rocksdb.Backups;
import dev.clawgateway.store.rocksdb.StoreFolder;
import dev.clawgateway.store.rocksdb.StoreJson;
import dev.clawgateway.store.rocksdb.StoreReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A store from a backup. */
@Command(
        name = "restore",
        description = {
            "Make a store of a backup. None that is there is overwritten: move it aside first.",
            "It comes to be in a folder of its own and takes its place last, so that a restore which is"
                    + " broken off leaves nothing. It begins a new history: numbers of events and"
                    + " revisions go on beyond all that were given out since the backup.",
            "Credentials that were issued before are no longer good, as some may have been taken back"
                    + " since: nodes and people need new ones."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store restore --list",
            "  claw-gateway store restore --data-dir /var/lib/claw-gateway",
            "  claw-gateway store restore --from /mnt/backups --number 3 --data-dir /srv/claw-gateway"
        })
final class StoreRestoreCommand extends StoreFileCommand {
    @Option(
            names = "--from",
            paramLabel = "<DIR>",
            description = "Folder of the backups [default: storage.backup_dir]")
    private @Nullable Path from;

    @Option(
            names = "--number",
            paramLabel = "<N>",
            description = "Which of them [default: the newest]")
    private int number;

    @Option(names = "--list", description = "Only say which there are")
    private boolean list;

    @Option(
            names = "--keep-credentials",
            description = {
                "Leave the credentials good that were issued before. Some may have been taken back"
                        + " since the backup: these are good again then"
            })
    private boolean keepCredentials;

    @Override
    int run(DataFolder data, Screen screen) {
        StoreFolder store = data.store();
        Backups backups = new Backups(from == null ? data.backups() : from, store.nativeLibrary());
        if (list) {
            print(backups.list(), screen);
            return ExitCode.OK;
        }
        StoreReport report =
                backups.restore(number, store, screen.time().now(), keepCredentials, screen::say);
        ReportText.print(report, store.path(), screen);
        return ExitCode.OK;
    }

    private static void print(List<Backups.Backup> backups, Screen screen) {
        if (screen.json()) {
            screen.out().println(StoreJson.of(backups));
            return;
        }
        screen.out().println("NUMBER  TAKEN                 BYTES");
        backups.forEach(backup ->
                screen.out().printf("%6d  %s  %d%n", backup.number(), backup.at(), backup.bytes()));
    }
}
