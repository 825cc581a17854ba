package dev.clawgateway.cli.store;

import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.store.CopyException;
import dev.clawgateway.client.store.CopyOrders;
import dev.clawgateway.store.rocksdb.Backups;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import dev.clawgateway.store.rocksdb.StoreJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A backup. */
@Command(
        name = "backup",
        description = {
            "Have the running gateway back up its store, into storage.backup_dir on its own machine; it"
                    + " goes on meanwhile.",
            "Backups share what they have in common, so another one costs what was written since. They"
                    + " are readable by the gateway's user alone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store backup",
            "  claw-gateway store backup --keep 7 --output json",
            "  claw-gateway store backup --offline --data-dir /var/lib/claw-gateway"
        })
final class StoreBackupCommand extends CopyCommand {
    private static final int ALL_EVENTS = Integer.MAX_VALUE;

    @Option(
            names = "--keep",
            paramLabel = "<N>",
            description = "How many of the newest stay, this one included [default: all]")
    private int keep;

    @Override
    void begin(CopyOrders orders) throws CopyException, InterruptedException {
        orders.backup(keep);
    }

    @Override
    void makeHere(DataFolder data, Screen screen) {
        StoreFolder folder = data.store();
        Backups backups = new Backups(data.backups(), folder.nativeLibrary());
        data.refuseWithoutStore();
        try (RocksStore store = RocksStore.open(folder, ALL_EVENTS)) {
            Backups.Backup made = store.backup(backups, keep);
            if (screen.json()) {
                screen.out().println(StoreJson.of(List.of(made)));
            } else {
                say(made.number(), made.bytes(), data.backups().toString(), screen);
            }
        }
    }

    @Override
    void print(CopyOrders.CopyProgress done, Screen screen) {
        say(done.number(), done.size(), done.place(), screen);
    }

    private static void say(long number, long bytes, String place, Screen screen) {
        screen.out().printf("Backup %d is in %s, %d bytes.%n", number, place, bytes);
    }
}
