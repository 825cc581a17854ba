package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.store.CopyException;
import dev.clawgateway.client.store.CopyOrders;
import dev.clawgateway.store.rocksdb.StoreExport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An export. */
@Command(
        name = "export",
        description = {
            "Have the running gateway write all records of its store as lines of JSON, into"
                    + " storage.backup_dir on its own machine; it goes on meanwhile.",
            "The file is readable by the gateway's user alone: it holds the environment of every"
                    + " workload."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store export",
            "  claw-gateway store export --offline --data-dir /var/lib/claw-gateway --to all.jsonl"
        })
final class StoreExportCommand extends CopyCommand {
    @Option(
            names = "--to",
            paramLabel = "<FILE>",
            description = "With --offline: the file to write")
    private @Nullable Path file;

    @Override
    void begin(CopyOrders orders) throws CopyException, InterruptedException {
        if (file != null) {
            throw CommandException.usage(
                    "--to is for --offline; the gateway writes into its own storage.backup_dir");
        }
        orders.export();
    }

    @Override
    void makeHere(DataFolder data, Screen screen) {
        if (file == null) {
            throw CommandException.usage("--offline needs --to, the file to write");
        }
        long records = StoreExport.of(data.store(), file, screen::say);
        if (screen.json()) {
            screen.out().println("{\"records\":" + records + "}");
        } else {
            say(records, file.toString(), screen);
        }
    }

    @Override
    void print(CopyOrders.CopyProgress done, Screen screen) {
        say(done.size(), done.place(), screen);
    }

    private static void say(long records, String place, Screen screen) {
        screen.out().printf("%d records are in %s.%n", records, place);
    }
}
