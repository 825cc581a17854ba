package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.cli.command.DurationConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
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
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a token with the keys of a gateway, which may run or not. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Make a token for a node, for machines that are to join, or for a person or program.",
            "It is signed with the secret of the gateway's configuration, or with the keys in its data"
                    + " folder: whoever may read these may make tokens. The gateway need not run.",
            "The token alone goes to stdout. It is as good as a password: keep it in a file that nobody"
                    + " else may read (umask 077), and give it to programs as such."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway token create --config gateway.toml --node gpu-1 > gpu-1.token",
            "  claw-gateway token create --config gateway.toml --node 'gpu-*' --label pool=train",
            "  claw-gateway token create --config gateway.toml --join --uses 20 --expires 1h",
            "  claw-gateway token create --config gateway.toml --role admin --name ada -o json",
            "  claw-gateway token create --config gateway.toml --role operator --name ci"
                    + " --virtual-cluster research --expires 90d"
        })
final class TokenCreateCommand implements Callable<Integer> {
    private static final Duration PERSONS = Duration.ofDays(30);
    private static final Duration NODES = Duration.ofDays(90);
    private static final Duration JOINS = Duration.ofHours(1);

    @Option(
            names = {"-c", "--config"},
            paramLabel = "<FILE>",
            required = true,
            description = "The gateway's configuration file")
    private Path config = Path.of("");

    @Mixin private final HolderOptions options = new HolderOptions();

    @Option(
            names = "--expires",
            paramLabel = "<TIME>",
            converter = DurationConverter.class,
            description =
                    "How long it is good: 90s, 15m, 1h30m, 2d [default: 30d for people, 90d for nodes,"
                            + " 1h for joining]")
    private @Nullable Duration expires;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        Holder holder = options.holder();
        Duration lifetime = expires == null ? usual(holder) : expires;
        String problem = CredentialLimits.problem(holder, lifetime);
        if (problem != null) {
            throw CommandException.usage(problem);
        }
        GatewayConfig gateway = ConfigFile.load(config);
        TokenDetails made = made(gateway, holder, lifetime, screen.time().now());
        if (screen.json()) {
            screen.out().println(made.json());
        } else {
            screen.out().println(made.token());
            screen.say(
                    "Token %s of %s is good until %s."
                            .formatted(
                                    made.id(),
                                    Display.printable(holder.subject()),
                                    made.expires()));
        }
        if (!gateway.asksCallers()) {
            screen.say("That gateway asks nobody for a token: see auth.enabled.");
        }
        return ExitCode.OK;
    }

    private static TokenDetails made(
            GatewayConfig gateway, Holder holder, Duration lifetime, Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
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

    private static Duration usual(Holder holder) {
        return switch (holder) {
            case Holder.Operator _ -> PERSONS;
            case Holder.Node _ -> NODES;
            case Holder.Join _ -> JOINS;
        };
    }
}
