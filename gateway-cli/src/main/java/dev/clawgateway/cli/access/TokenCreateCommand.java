package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.TokenDetails;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.credential.CredentialLimits;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.OfflineTokens;
import dev.clawgateway.server.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a gateway make a token, or makes it with the keys of one, which may run or not. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Make a token for a node, for machines that are to join, or for a person or program.",
            "The gateway makes it for an admin, and it allows no more than the admin's own. With"
                    + " --config it is made here, with the secret of the gateway's configuration or the"
                    + " keys in its data folder: whoever may read these may make tokens. The gateway"
                    + " need not run then, and does not list what was made so.",
            "The token alone goes to stdout, or into a new file that nobody else may read (--out). It is"
                    + " as good as a password; give it to programs by files, variables or standard"
                    + " input."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token create --node gpu-1 --out gpu-1.token",
            "  claw-gateway token create --node 'gpu-*' --label pool=train --out gpus.token",
            "  claw-gateway token create --join --uses 20 --expires 1h --out join.token",
            "  claw-gateway token create --role operator --name ci --virtual-cluster research"
                    + " --expires 20d -o json",
            "  claw-gateway token create --config gateway.toml --role admin --name ada --out ada.token"
        })
final class TokenCreateCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "<FILE>",
            description =
                    "Make it here, with the keys of this configuration [default: the gateway is asked]")
    private @Nullable Path config;

    @Mixin private final HolderOptions options = new HolderOptions();

    @Option(
            names = "--expires",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description =
                    "How long it is good: 90s, 15m, 1h30m, 2d [default: 30d for people, 90d for nodes,"
                            + " 1h for joining; at most as long as the token that the gateway is asked"
                            + " with]")
    private @Nullable Duration expires;

    @Option(
            names = "--out",
            paramLabel = "<FILE>",
            description = "File for the token, readable by nobody else; it must not be there yet")
    private @Nullable Path out;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        Holder holder = options.holder();
        String problem =
                CredentialLimits.problem(
                        holder, expires == null ? CredentialLimits.usual(holder) : expires);
        if (problem != null) {
            throw CommandException.usage(problem);
        }
        if (out == null) {
            TokenDetails made = made(holder, screen);
            print(made, screen);
            return ExitCode.OK;
        }
        try (SecretFile file = SecretFile.create("--out", out)) {
            TokenDetails made = made(holder, screen);
            file.keep(Objects.requireNonNull(made.token()));
            print(made.shown(), screen);
        }
        return ExitCode.OK;
    }

    private void print(TokenDetails made, Screen screen) {
        if (screen.json()) {
            screen.out().println(made.json());
            return;
        }
        if (made.token() != null) {
            screen.out().println(made.token());
        }
        screen.say(
                "Token %s of %s is good until %s%s."
                        .formatted(
                                made.id(),
                                Display.printable(made.holder().subject()),
                                made.expires(),
                                out == null ? "" : ", and lies in " + out));
    }

    private TokenDetails made(Holder holder, Screen screen) throws InterruptedException {
        if (config != null) {
            GatewayConfig gateway = ConfigFile.load(config);
            TokenDetails made = made(gateway, holder, screen.time().now());
            if (!gateway.asksCallers()) {
                screen.say("That gateway asks nobody for a token: see auth.enabled.");
            }
            return made;
        }
        try (AccessClient client = CredentialCommand.client(spec)) {
            TokenDetails made = client.create(holder, expires).value();
            if (made.token() == null) {
                throw CommandException.failure("the gateway's answer has no token");
            }
            return made;
        } catch (AccessException e) {
            throw CommandException.failure(
                    CredentialCommand.text(e)
                            + "\n  Where no gateway can be asked: --config FILE, with its"
                            + " configuration.");
        }
    }

    private TokenDetails made(GatewayConfig gateway, Holder holder, Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = expires == null ? CredentialLimits.usual(holder) : expires;
        Credential credential =
                new Credential(UUID.randomUUID().toString(), holder, issued, issued.plus(lifetime));
        try {
            String token = OfflineTokens.of(gateway).sign(credential);
            return new TokenDetails(
                    credential.id(),
                    token,
                    holder,
                    0,
                    credential.issued(),
                    credential.expires(),
                    null,
                    null);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }
}
