package dev.clawgateway.cli.store;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.server.DaemonExitCode;
import dev.clawgateway.store.rocksdb.AcceptedLoss;
import dev.clawgateway.store.rocksdb.StoreCheck;
import dev.clawgateway.store.rocksdb.StoreReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a store is whole. */
@Command(
        name = "check",
        description = {
            "Read all of a store that no gateway has open, and say whether it is whole.",
            "Every byte of its logs and tables is checked by its checksum, every record by its form, and"
                    + " its end by the note of what was acknowledged. Nothing is changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is whole",
            "3:it cannot be read",
            "5:a gateway has it open",
            "6:it was written by a newer version",
            "7:it belongs to another user, or may not be accessed",
            "8:it is damaged, or ends before what was acknowledged"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway store check --data-dir /var/lib/claw-gateway",
            "  claw-gateway store check --config /etc/claw-gateway/gateway.toml --output json",
            "  claw-gateway store check --accept-loss"
        })
final class StoreCheckCommand extends StoreFileCommand {
    @Option(
            names = "--accept-loss",
            description =
                    "Of a store that ends before what was acknowledged: go on with what is there, and"
                            + " begin a new history with it")
    private boolean acceptLoss;

    @Override
    int run(DataFolder data, Screen screen) {
        StoreReport report = StoreCheck.of(data.store(), screen::say);
        ReportText.print(report, data.store().path(), screen);
        if (report.lost() == 0) {
            return ExitCode.OK;
        } else if (acceptLoss) {
            AcceptedLoss.of(data.store(), report.lost(), screen.time().now(), screen::say);
            return ExitCode.OK;
        }
        screen.say(
                "A log file is missing or was cut short: put it back, or restore a backup. To go on"
                        + " without what is lost: --accept-loss");
        return DaemonExitCode.STORE_DAMAGED;
    }
}
