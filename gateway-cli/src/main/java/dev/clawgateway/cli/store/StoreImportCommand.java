package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.store.rocksdb.StoreImport;
import dev.clawgateway.store.rocksdb.StoreReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A store from an export. */
@Command(
        name = "import",
        description = {
            "Make a store of a file that store export has written. None that is there is overwritten.",
            "As with store restore, it takes its place last, and begins a new history. Credentials that"
                    + " were issued before are no longer good."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store import export.jsonl --data-dir /srv/claw-gateway",
            "  claw-gateway store import export.jsonl --output json"
        })
final class StoreImportCommand extends StoreFileCommand {
    @Parameters(paramLabel = "<FILE>", description = "Lines of JSON, as store export writes them")
    private Path file;

    @Option(
            names = "--keep-credentials",
            description = {
                "Leave the credentials good that were issued before. Some may have been taken back"
                        + " since the export: these are good again then"
            })
    private boolean keepCredentials;

    @Override
    int run(DataFolder data, Screen screen) {
        StoreReport report =
                StoreImport.of(
                        file, data.store(), screen.time().now(), keepCredentials, screen::say);
        ReportText.print(report, data.store().path(), screen);
        return ExitCode.OK;
    }
}
