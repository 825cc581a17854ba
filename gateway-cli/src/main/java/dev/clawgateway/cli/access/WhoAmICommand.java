package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.Standing;
import dev.clawgateway.client.access.WithJson;
import dev.clawgateway.core.access.Rights;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Who one is. */
@Command(
        name = "whoami",
        description = {
            "Say who you are to the gateway, with which role, and until when.",
            "With a node's token: which node. A gateway that asks nobody says so."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway whoami",
            "  claw-gateway whoami --token-file gpu-1.token",
            "  claw-gateway whoami --output json | jq -r .role"
        })
public final class WhoAmICommand extends CredentialCommand {
    @Override
    int run(AccessClient client, Screen screen) throws AccessException, InterruptedException {
        WithJson<Standing> answer = client.whoAmI();
        if (screen.json()) {
            screen.out().println(answer.json());
            return ExitCode.OK;
        }
        Standing who = answer.value();
        PrintWriter out = screen.out();
        String name = who.name();
        TokenText.line(out, "Name", name == null ? Display.NOTHING : Display.printable(name));
        TokenText.line(out, "Kind", Display.printable(who.kind()));
        Rights rights = who.rights();
        if (rights != null) {
            TokenText.line(out, "Role", rights.role().text());
            TokenText.line(out, "Limits", Display.printable(TokenText.limits(rights)));
        }
        Instant expires = who.expires();
        if (expires != null) {
            TokenText.line(
                    out,
                    "Until",
                    "%s, in %s"
                            .formatted(
                                    Display.time(expires),
                                    Display.until(expires, screen.time().now())));
        }
        if (!who.authentication()) {
            screen.say("This gateway asks nobody who they are.");
        }
        return ExitCode.OK;
    }
}
