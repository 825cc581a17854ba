package dev.clawgateway.cli.discovery;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Interruption;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.discovery.DiscoveryClient;
import dev.clawgateway.client.discovery.Registration;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.time.SystemTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A member to try the registry with. */
@Command(
        name = "join",
        description = {
            "Join as a member and say what is seen, until Ctrl-C; then leave.",
            "For trying out: an application embeds the same library, see docs/discovery.md."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway discovery join --port 5001",
            "  claw-gateway discovery join --id 7 --port 5001 --capability raft --metadata role=worker",
            "  claw-gateway discovery join --id 7 --port 5001 --also ws://gateway-b:8080 -o json"
        })
final class DiscoveryJoinCommand implements Callable<Integer> {
    @Option(
            names = "--id",
            paramLabel = "<ID>",
            defaultValue = "1",
            description = "The member's id; digits are a number [default: ${DEFAULT-VALUE}]")
    private String id = "1";

    @Option(names = "--text-id", description = "Say the id as a text, digits too")
    private boolean textId;

    @Option(
            names = "--address",
            paramLabel = "<HOST>",
            defaultValue = "127.0.0.1",
            description = "Where others reach the member [default: ${DEFAULT-VALUE}]")
    private String address = "127.0.0.1";

    @Option(
            names = "--port",
            required = true,
            paramLabel = "<PORT>",
            description = "Where others reach the member")
    private int port;

    @Option(
            names = "--capability",
            paramLabel = "<WORD>",
            description = "What the member can do. May be given many times")
    private List<String> capabilities = new ArrayList<>();

    @Option(
            names = "--metadata",
            paramLabel = "<KEY=VALUE>",
            description = "What else the member says of itself. May be given many times")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(
            names = "--also",
            paramLabel = "<URL>",
            description = "Another gateway to turn to. May be given many times")
    private List<String> others = new ArrayList<>();

    @Option(names = "--lead", description = "Announce the member as leader")
    private boolean lead;

    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        CountDownLatch told = new CountDownLatch(1);
        try (Interruption _ = Interruption.closing(told::countDown);
                DiscoveryClient member =
                        DiscoveryClient.of(
                                Connect.http(GatewayOptions.of(spec).given(), others),
                                registration())) {
            if (lead) {
                member.announceLeader();
            }
            member.start(screen.json() ? new JsonSightings(screen) : new Sightings(screen));
            told.await();
        }
        return ExitCode.OK;
    }

    private Registration registration() {
        MemberId known = RegistryCommand.id(id);
        try {
            return new Registration(
                    textId ? new MemberId(id, false) : known,
                    address,
                    port,
                    capabilities,
                    metadata);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--" + e.getMessage());
        }
    }
}
