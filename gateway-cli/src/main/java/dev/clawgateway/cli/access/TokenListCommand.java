package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.core.access.Holder;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line a token. */
@Command(
        name = "list",
        aliases = "ls",
        description = {
            "List the tokens that the gateway has made and that still hold, as far as your own reaches."
                    + " It keeps what they say, and never the tokens themselves.",
            "Those that token create --config has made are not known to it. Whoever has expired is"
                    + " forgotten about a week later."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token list",
            "  claw-gateway token ls --all --output json | jq -r '.tokens[].id'"
        })
final class TokenListCommand extends CredentialCommand {
    @Option(
            names = {"-a", "--all"},
            description = "Also those that have expired, are used up or were taken back")
    private boolean all;

    @Override
    int run(AccessClient client, Screen screen) throws AccessException, InterruptedException {
        Instant now = screen.time().now();
        List<TokenDetails> tokens =
                client.tokens().stream()
                        .filter(token -> all || TokenText.state(token, now).equals(TokenText.GOOD))
                        .toList();
        if (screen.json()) {
            screen.out().println(TokenDetails.json(tokens));
        } else if (tokens.isEmpty()) {
            screen.say("No token that the gateway has made is good. Make one: token create");
        } else {
            print(tokens, now, screen);
        }
        return ExitCode.OK;
    }

    private static void print(List<TokenDetails> tokens, Instant now, Screen screen) {
        Table table =
                screen.table()
                        .column("ID")
                        .column("FOR")
                        .column("STATE")
                        .numberColumn("EXPIRES IN")
                        .column("USED")
                        .column("MADE BY")
                        .textColumn("LIMITS OR LABELS");
        for (TokenDetails token : tokens) {
            table.row(
                    token.id(),
                    TokenText.whom(token.holder()),
                    TokenText.state(token, now),
                    now.isBefore(token.expires())
                            ? Display.until(token.expires(), now)
                            : Display.NOTHING,
                    token.holder() instanceof Holder.Join join
                            ? token.used() + "/" + join.uses()
                            : Display.NOTHING,
                    token.by() == null ? Display.NOTHING : Display.printable(token.by()),
                    TokenText.limits(token.holder()));
        }
        table.print(screen.out());
    }
}
