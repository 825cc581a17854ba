package dev.clawgateway.cli.output;

import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.operator.AnswerJson;
import dev.clawgateway.core.time.Time;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Where a command prints. Answers go to {@link #out}, everything said along the way to {@link
 * #err}, so that output can be piped.
 *
 * @param json whether answers are JSON for programs instead of tables for people
 */
public record Screen(PrintWriter out, PrintWriter err, Palette palette, boolean json, Time time) {
    public static Screen of(CommandLine command, boolean json, Time time) {
        return new Screen(
                command.getOut(),
                command.getErr(),
                new Palette(command.getColorScheme().ansi()),
                json,
                time);
    }

    public Table table() {
        return new Table(palette);
    }

    /** The answer as the protocol writes it, null for what is not known: one line. */
    public void json(GatewayAnswer answer) {
        out.println(AnswerJson.text(answer));
    }

    public void say(String text) {
        err.println(text);
        err.flush();
    }
}
