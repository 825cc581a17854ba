package dev.clawgateway.cli;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.CliReply.Logs;
import dev.clawgateway.protocol.claw.CliRequest.GetLogs;

/** Prints what a workload has printed since the last look: stdout to stdout, stderr to stderr. */
final class LogReader {
    private final Gateway gateway;
    private final Screen screen;
    private final WorkloadId id;
    private final LogTail stdout = new LogTail();
    private final LogTail stderr = new LogTail();

    LogReader(Gateway gateway, Screen screen, WorkloadId id) {
        this.gateway = gateway;
        this.screen = screen;
        this.id = id;
    }

    void printNews() {
        Logs logs = gateway.ask(new GetLogs(id, null, true), Logs.class);
        stdout.news(logs.stdoutLines()).forEach(screen.out()::println);
        stderr.news(logs.stderrLines()).forEach(screen.err()::println);
        screen.out().flush();
        screen.err().flush();
    }
}
