package dev.clawgateway.cli;

import dev.clawgateway.cli.access.CanICommand;
import dev.clawgateway.cli.access.TokenCommands;
import dev.clawgateway.cli.access.WhoAmICommand;
import dev.clawgateway.cli.agent.AgentCommand;
import dev.clawgateway.cli.audit.AuditCommands;
import dev.clawgateway.cli.cluster.MaintenanceCommand;
import dev.clawgateway.cli.cluster.StatusCommand;
import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ConfigFile;
import dev.clawgateway.cli.command.Version;
import dev.clawgateway.cli.configuration.ConfigCommands;
import dev.clawgateway.cli.configuration.ReloadCommand;
import dev.clawgateway.cli.context.ContextCommands;
import dev.clawgateway.cli.context.LoginCommand;
import dev.clawgateway.cli.demo.DemoCommand;
import dev.clawgateway.cli.device.DeviceCommands;
import dev.clawgateway.cli.discovery.DiscoveryCommands;
import dev.clawgateway.cli.gateway.GatewayOptions;
import dev.clawgateway.cli.gateway.Program;
import dev.clawgateway.cli.member.MemberCommands;
import dev.clawgateway.cli.node.NodeCommands;
import dev.clawgateway.cli.queue.GateCommands;
import dev.clawgateway.cli.queue.MovesCommand;
import dev.clawgateway.cli.queue.QueueCommand;
import dev.clawgateway.cli.run.RunCommand;
import dev.clawgateway.cli.simulation.SimulateCommand;
import dev.clawgateway.cli.store.StoreCommands;
import dev.clawgateway.cli.tls.TlsCommands;
import dev.clawgateway.cli.virtualcluster.VirtualClusterCommands;
import dev.clawgateway.cli.warmup.WarmUpCommand;
import dev.clawgateway.cli.workload.WorkloadCommands;
import dev.clawgateway.cli.workspace.WorkspaceCommands;
import dev.clawgateway.client.context.ContextFile;
import dev.clawgateway.server.GatewayProcess;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.signal.EndSignals;
import dev.clawgateway.server.signal.HangUp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program's entry point. Without a subcommand it is the daemon. */
@Command(
        name = "claw-gateway",
        description = {
            "Control plane for fleets of GPU machines.",
            "Without a command it runs the gateway itself, until it is told to stop."
        },
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            LoginCommand.class,
            ContextCommands.class,
            StatusCommand.class,
            RunCommand.class,
            WorkloadCommands.class,
            NodeCommands.class,
            QueueCommand.class,
            GateCommands.class,
            VirtualClusterCommands.class,
            WorkspaceCommands.class,
            DeviceCommands.class,
            MovesCommand.class,
            MaintenanceCommand.class,
            DiscoveryCommands.class,
            MemberCommands.class,
            TokenCommands.class,
            WhoAmICommand.class,
            CanICommand.class,
            StoreCommands.class,
            AuditCommands.class,
            TlsCommands.class,
            ConfigCommands.class,
            ReloadCommand.class,
            AgentCommand.class,
            SimulateCommand.class,
            WarmUpCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success; for the gateway: stopped as told",
            "1:failure, such as a refusal",
            "2:wrong command line or configuration; nothing was done",
            "3:the gateway's store cannot be opened, or memory ran out",
            "4:the gateway's address cannot be listened on",
            "5:the store is in use by another process",
            "6:the store was written by a newer version",
            "7:the store belongs to another user, or may not be accessed",
            "8:the store is damaged, or ends before what was acknowledged",
            "75:a change may have been made or not: look before you ask for it again"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway --bind 0.0.0.0:8080",
            "  claw-gateway --config /etc/claw-gateway/gateway.toml",
            "  claw-gateway --bind 0.0.0.0:8443 --tls-cert server.crt --tls-key server.key",
            "  claw-gateway run --gpus 1 -- python train.py"
        })
public final class ClawGateway implements Callable<Integer>, Program {
    @Option(
            names = {"-b", "--bind"},
            paramLabel = "<ADDR>",
            description = "Bind address [default: 0.0.0.0:8080]")
    private @Nullable String bind;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "<FILE>",
            description = "Configuration file")
    private @Nullable Path config;

    @Option(names = "--tls-cert", paramLabel = "<FILE>", description = "TLS certificate path")
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", paramLabel = "<FILE>", description = "TLS key path")
    private @Nullable String tlsKey;

    @Option(
            names = "--log-level",
            paramLabel = "<LEVEL>",
            description = "Log level [default: info]")
    private @Nullable String logLevel;

    @Option(names = "--log-format", paramLabel = "<FMT>", description = "Log format (json, pretty)")
    private @Nullable String logFormat;

    @Mixin private final GatewayOptions connection;
    private final Map<String, String> environment;
    private final Path home;

    @Spec private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print help")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version")
    private boolean version;

    private ClawGateway(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
        connection = new GatewayOptions(environment, ContextFile.of(environment, home));
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        // Numbers read the same everywhere, since scripts read them too.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        if (runsGateway(args)) {
            // Before anything that takes time: a reload must not end it, and who is told to end
            // before it has begun does so in order.
            HangUp _ = HangUp.listen();
            EndSignals _ = EndSignals.listen();
        }
        CommandLine line = commandLine();
        // That of the library hides that nobody reads any more.
        line.setOut(new PrintWriter(System.out, true, System.out.charset()));
        System.exit(line.execute(args));
    }

    /** Whether these can be nothing but options of the daemon. */
    private static boolean runsGateway(String... args) {
        return args.length == 0 || args[0].matches("-[bc].*|--(bind|config|tls-|log-).*");
    }

    /** The whole command line, ready to execute or to describe. */
    static CommandLine commandLine() {
        return commandLine(System.getenv(), home(System.getenv("HOME")));
    }

    /** As shells and the XDG base directory specification have it; the JVM's own does not look. */
    private static Path home(@Nullable String variable) {
        return Path.of(
                variable != null && variable.startsWith("/")
                        ? variable
                        : System.getProperty("user.home"));
    }

    /**
     * The same for somebody else.
     *
     * @param home where what is kept of a person lies
     */
    static CommandLine commandLine(Map<String, String> environment, Path home) {
        CommandLine root = new CommandLine(new ClawGateway(environment, home));
        // An argument that starts with @ belongs to the workload; it names no file of options.
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler(new Failures());
        root.setParameterExceptionHandler(new UsageErrors());
        // From the first word that is no option, everything is the workload's command.
        Objects.requireNonNull(root.getSubcommands().get("run")).setStopAtPositional(true);
        shortenSynopsis(root);
        return root;
    }

    /** The options are listed below it; all of them in the first lines help nobody. */
    private static void shortenSynopsis(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        command.getSubcommands().values().forEach(ClawGateway::shortenSynopsis);
    }

    @Override
    public GatewayOptions connection() {
        return connection;
    }

    @Override
    public CommandLine again() {
        return commandLine(environment, home);
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseWhatCommandsTake();
        Overrides overrides = new Overrides(bind, tlsCert, tlsKey, logLevel, logFormat);
        ConfigLoader.Source source = ConfigFile.source(config, overrides);
        return GatewayProcess.run(source, ConfigFile.read(source), Version.current());
    }

    private void refuseWhatCommandsTake() {
        Set<String> ofCommands =
                CommandSpec.forAnnotatedObject(
                                new GatewayOptions(environment, connection.contexts()))
                        .optionsMap()
                        .keySet();
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(ofCommands::contains)
                .findFirst()
                .ifPresent(option -> {
                    throw CommandException.usage(
                            option
                                    + " is for commands that ask a gateway, such as status; this"
                                    + " starts one, see --bind");
                });
    }
}
