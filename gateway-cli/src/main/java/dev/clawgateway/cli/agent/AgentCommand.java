package dev.clawgateway.cli.agent;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Interruption;
import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.cli.command.StandardInput;
import dev.clawgateway.cli.command.TextFile;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.credential.AgentAdmission;
import dev.clawgateway.client.credential.CredentialFile;
import dev.clawgateway.client.credential.Enrolment;
import dev.clawgateway.client.credential.ExchangeOverHttp;
import dev.clawgateway.client.credential.TokenInFile;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.net.service.Supervisor;
import dev.clawgateway.server.signal.ProcessSignals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes this machine a node of the fleet. */
@Command(
        name = "agent",
        sortOptions = false,
        description = {
            "Make this machine a node: register it and run what the gateway places here.",
            "Finds GPUs with nvidia-smi and containers with docker or podman. Workloads outlive the"
                    + " agent; its next start finds them again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as told",
            "1:the gateway refused this node for good, or another agent uses the state folder",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway agent --gateway wss://gateway.example.net:8443",
            "  claw-gateway agent --label pool=train --label zone=a",
            "  claw-gateway agent --name try-a --state-dir /tmp/try-a --fake-gpus 2 --allow-processes"
        })
public final class AgentCommand implements Callable<Integer> {
    private static final String JOIN_VARIABLE = "CLAW_JOIN_TOKEN";

    @Option(
            names = "--name",
            paramLabel = "<NAME>",
            description = "Name of the node [default: the host's name]")
    private @Nullable String name;

    @ArgGroup(validate = false, heading = "%nFor a gateway that asks for credentials:%n")
    private JoinOptions join = new JoinOptions();

    @Option(
            names = "--state-dir",
            paramLabel = "<DIR>",
            defaultValue = "${sys:user.home}/.claw-gateway/agent",
            description = "The node's id and its workloads' folders [default: ${DEFAULT-VALUE}]")
    private Path stateDir = Path.of("");

    @Option(
            names = {"-l", "--label"},
            paramLabel = "<KEY=VALUE>",
            description = "Label of the node, for --node-label. May be given many times")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--allow-processes",
            description =
                    "Run workloads of image 'process' as plain processes, with this agent's rights")
    private boolean allowProcesses;

    @Option(
            names = "--stop-workloads-on-exit",
            description = "Stop what runs here when the agent stops")
    private boolean stopWorkloadsOnExit;

    @Option(
            names = "--max-workloads",
            paramLabel = "<N>",
            defaultValue = "" + AgentOptions.DEFAULT_MAX_WORKLOADS,
            description = "Refuse more workloads at once than this [default: ${DEFAULT-VALUE}]")
    private int maxWorkloads = AgentOptions.DEFAULT_MAX_WORKLOADS;

    @Option(
            names = "--fatal-xids",
            paramLabel = "<N>",
            split = ",",
            description =
                    "Errors in the kernel's log after which a GPU is reported unhealthy"
                            + " [default: 48,62,64,74,79,95,119,120,140,143]")
    private Set<Integer> fatalXids = AgentOptions.FATAL_XIDS;

    @ArgGroup(validate = false, heading = "%nFor trying out, without GPUs:%n")
    private FakeGpuOptions fake = new FakeGpuOptions();

    @Spec private CommandSpec spec;

    /** How it comes by a credential, which it keeps and renews from then on. */
    static final class JoinOptions {
        @Option(
                names = "--join",
                description =
                        "Become a node by a token to join by [env: "
                                + JOIN_VARIABLE
                                + ", the token itself; default: a line of standard input]")
        private boolean asked;

        @Option(
                names = "--join-file",
                paramLabel = "<FILE>",
                description = "The same by the token in a file, which may be gone afterwards")
        private @Nullable Path file;
    }

    /** GPUs that are declared, not there. */
    static final class FakeGpuOptions {
        @Option(names = "--fake-gpus", paramLabel = "<N>", description = "Declare N GPUs")
        private @Nullable Integer count;

        @Option(
                names = "--fake-gpu-model",
                paramLabel = "<MODEL>",
                defaultValue = "Fake GPU",
                description = "Their model [default: ${DEFAULT-VALUE}]")
        private String model = "Fake GPU";

        @Option(
                names = "--fake-gpu-memory",
                paramLabel = "<SIZE>",
                defaultValue = "24GiB",
                converter = MebibytesConverter.class,
                description = "Their memory [default: ${DEFAULT-VALUE}]")
        private long memoryMib;

        @Nullable FakeGpus gpus() {
            return count == null ? null : new FakeGpus(count, model, memoryMib);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), false, new SystemTime());
        AgentOptions options = options();
        try {
            return run(options, screen);
        } catch (IOException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    private static int run(AgentOptions options, Screen screen)
            throws IOException, InterruptedException {
        try (Supervisor supervisor = Supervisor.of(System.getenv(), new SystemTime())) {
            return run(options, screen, supervisor);
        }
    }

    private static int run(AgentOptions options, Screen screen, Supervisor supervisor)
            throws IOException, InterruptedException {
        SupervisedAgent told = new SupervisedAgent(new AgentLines(screen), supervisor);
        Agent agent = Agent.start(options, AgentRuntime.ofThisMachine(), told);
        boolean _ = ProcessSignals.on("HUP", () -> told.reload(agent::tryNow));
        AutoCloseable end =
                () -> {
                    supervisor.stopping("leaving the gateway");
                    agent.close();
                };
        try (Interruption _ = Interruption.closing(end)) {
            Optional<String> reason = agent.awaitEnd();
            if (reason.isEmpty()) {
                return ExitCode.OK;
            }
            agent.close();
            screen.say("error: " + Display.printable(reason.get()));
            return ExitCode.FAILURE;
        }
    }

    private AgentOptions options() {
        GatewayOptions.Address given = GatewayOptions.of(spec).given();
        try {
            AgentAdmission admission = admission(given);
            return new AgentOptions(
                    Connect.endpoint(admission == null ? given : given.withoutToken()),
                    name == null ? hostName() : name,
                    stateDir,
                    labels,
                    fake.gpus(),
                    allowProcesses,
                    stopWorkloadsOnExit,
                    maxWorkloads,
                    fatalXids,
                    admission);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Null where it shows what it was given, or nothing. */
    private @Nullable AgentAdmission admission(GatewayOptions.Address given) {
        boolean joins = join.asked || join.file != null;
        Path tokenFile = GatewayOptions.of(spec).tokenFile();
        if (joins && tokenFile != null) {
            throw CommandException.usage(
                    "--token-file has the node's own token; with --join it gets one: give one of"
                            + " them");
        } else if (tokenFile != null) {
            return new TokenInFile(tokenFile);
        } else if (!joins && (given.token() != null || !CredentialFile.isIn(stateDir))) {
            return null;
        }
        return new Enrolment(
                new ExchangeOverHttp(Connect.http(given.withoutToken(), List.of())),
                joins ? ticket() : null);
    }

    /** Never an argument: those are visible to every user of the machine. */
    private String ticket() {
        String token =
                join.file == null
                        ? GatewayOptions.of(spec).variable(JOIN_VARIABLE)
                        : TextFile.read("--join-file", join.file);
        String found =
                (token.isBlank() && join.file == null ? StandardInput.line("--join") : token)
                        .strip();
        if (found.isEmpty()) {
            throw CommandException.usage(
                    "there is no token to join by: set "
                            + JOIN_VARIABLE
                            + ", or give --join-file, or hand it over by standard input");
        }
        return found;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
