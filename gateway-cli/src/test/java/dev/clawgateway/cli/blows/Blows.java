package dev.clawgateway.cli.blows;

import dev.clawgateway.cli.blows.flood.Flood;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long runs, by one command each: see docs/testing.md. */
@Command(
        name = "blows",
        description = "Blows to real processes: kills, and what else befalls machines.",
        mixinStandardHelpOptions = true)
final class Blows {
    private static final Duration USUAL_NODE_TIMEOUT = Duration.ofMinutes(2);

    @Option(
            names = "--out",
            paramLabel = "<FOLDER>",
            defaultValue = "target/blows",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Where data, logs and states go [default: ${DEFAULT-VALUE}]")
    private Path out = Path.of("target");

    private Blows() {}

    static void main(String[] arguments) {
        System.exit(new CommandLine(new Blows()).execute(arguments));
    }

    @Command(description = "Kills gateway and agents under load.")
    int kills(
            @Option(names = "--kills", defaultValue = "500", description = "Of the gateway")
                    int kills,
            @Option(names = "--seed", defaultValue = "1") long seed)
            throws Exception {
        return told(() -> new Kills(folder("kills-" + seed), kills, seed).run());
    }

    @Command(description = "Lets the gateway stand still while nodes are there, gone and silent.")
    int pauses(
            @Option(names = "--seconds", split = ",", defaultValue = "10,60,150")
                    List<Integer> seconds,
            @Option(names = "--node-timeout", defaultValue = "120") int nodeTimeout)
            throws Exception {
        int code = 0;
        for (int pause : seconds) {
            Pauses pauses =
                    new Pauses(
                            folder("pause-" + pause),
                            Duration.ofSeconds(pause),
                            Duration.ofSeconds(nodeTimeout));
            code = Math.max(code, told(pauses::run));
        }
        return code;
    }

    @Command(description = "Lets an agent stand still for longer than the node timeout.")
    int silence(@Option(names = "--node-timeout", defaultValue = "120") int nodeTimeout)
            throws Exception {
        return told(new Silence(folder("silence"), Duration.ofSeconds(nodeTimeout))::run);
    }

    @Command(description = "Lets 15 of 100 nodes be killed, then 60 of 100 fall silent.")
    int vanish() throws Exception {
        Duration soon = Duration.ofSeconds(30);
        int few = told(new Vanish(folder("vanish-15"), soon, 15)::few);
        return Math.max(few, told(new Vanish(folder("vanish-60"), USUAL_NODE_TIMEOUT, 60)::many));
    }

    @Command(description = "Starts over an older and an empty folder while nodes run work.")
    int folders() throws Exception {
        int restored = told(new Folders(folder("restored"))::restored);
        return Math.max(restored, told(new Folders(folder("emptied"))::emptied));
    }

    @Command(description = "Gives the gateway a tenth of a processor's time for a minute.")
    int throttled() throws Exception {
        return told(new Throttled(folder("throttled"))::run);
    }

    @Command(description = "Lets all nodes return at once to a gateway that was killed.")
    int storm(@Option(names = "--nodes", defaultValue = "18000") int nodes) throws Exception {
        return told(new Storm(folder("storm"), nodes)::run);
    }

    @Command(description = "Gives the gateway more to remember than it has memory for.")
    int memory() throws Exception {
        return told(new Memory(folder("memory"))::run);
    }

    @Command(name = "failing-disk", description = "Lets every sync fail; needs strace.")
    int failingDisk() throws Exception {
        return told(new Disks(folder("failing-disk"), USUAL_NODE_TIMEOUT)::failing);
    }

    @Command(name = "slow-disk", description = "Lets every sync take two seconds; needs strace.")
    int slowDisk() throws Exception {
        return told(new Disks(folder("slow-disk"), Duration.ofSeconds(20))::slow);
    }

    @Command(name = "full-disk", description = "Fills the gateway's disk; needs root.")
    int fullDisk() throws Exception {
        return told(new Disks(folder("full-disk"), USUAL_NODE_TIMEOUT)::full);
    }

    @Command(name = "read-only-disk", description = "Lets ext4 turn read-only; needs root.")
    int readOnlyDisk() throws Exception {
        return told(new Disks(folder("read-only-disk"), USUAL_NODE_TIMEOUT)::readOnly);
    }

    @Command(name = "cut-off", description = "Cuts a node's network; needs root and iptables.")
    int cutOff(@Option(names = "--node-timeout", defaultValue = "120") int nodeTimeout)
            throws Exception {
        return told(new HalfOpen(folder("cut-off"), Duration.ofSeconds(nodeTimeout))::cut);
    }

    @Command(description = "Lets a node hear nothing; needs root and iptables.")
    int deaf(@Option(names = "--node-timeout", defaultValue = "80") int nodeTimeout)
            throws Exception {
        return told(new HalfOpen(folder("deaf"), Duration.ofSeconds(nodeTimeout))::deaf);
    }

    @Command(
            name = "bad-network",
            description = "Loses a fifth of a node's packets; needs root, iptables and tc.")
    int badNetwork() throws Exception {
        return told(new HalfOpen(folder("bad-network"), USUAL_NODE_TIMEOUT)::bad);
    }

    @Command(description = "Asks the gateway to end at bad times, and takes its streams away.")
    int signals(@Option(names = "--seed", defaultValue = "1") long seed) throws Exception {
        return told(new Signals(folder("signals"), seed)::run);
    }

    @Command(description = "Floods the gateway in one way after the other.")
    int floods(
            @Option(names = "--many", defaultValue = "5000", description = "Connections") int many,
            @Option(names = "--few", defaultValue = "50", description = "Busy sessions") int few,
            @Option(names = "--seconds", defaultValue = "10", description = "Of each") int seconds,
            @Option(
                            names = "--only",
                            defaultValue = "",
                            description = "Those whose name contains it")
                    String only)
            throws Exception {
        Flood.Size size = new Flood.Size(many, few, seconds);
        return Math.max(
                told(floods("floods", size, false, only)::run),
                told(floods("forged", size, true, only)::run));
    }

    private Floods floods(String name, Flood.Size size, boolean asking, String only)
            throws Exception {
        return new Floods(
                folder(name), size, asking, Floods.PROMISED, flood -> flood.contains(only));
    }

    @Command(description = "Has the gateway read good and bad configurations under load.")
    int reloads(
            @Option(names = "--rounds", defaultValue = "100", description = "Of one file or more")
                    int rounds,
            @Option(names = "--seed", defaultValue = "1") long seed)
            throws Exception {
        return told(new Reloads(folder("reloads"), rounds, seed)::run);
    }

    @Command(description = "Asks the gateway to end at random moments, starts included.")
    int stops(
            @Option(names = "--stops", defaultValue = "200") int stops,
            @Option(names = "--seed", defaultValue = "1") long seed)
            throws Exception {
        return told(new Stops(folder("stops-" + seed), stops, seed)::run);
    }

    @Command(description = "Lets the wall clock step by days; needs libfaketime.")
    int clock() throws Exception {
        return told(new Clocks(folder("clock"))::run);
    }

    @Command(description = "Measures how fast submissions are acknowledged.")
    int acknowledgements(
            @Option(names = "--seconds", defaultValue = "10", description = "Each measurement")
                    int seconds)
            throws Exception {
        return told(
                new Acknowledgements(folder("acknowledgements"), Duration.ofSeconds(seconds))::run);
    }

    private Path folder(String name) throws Exception {
        return Files.createTempDirectory(Files.createDirectories(out.toAbsolutePath()), name + "-");
    }

    private static int told(Callable<Findings> scenario) throws Exception {
        Findings findings = scenario.call();
        PrintStream screen = System.out;
        findings.summary().forEach(screen::println);
        findings.violations().forEach(violation -> screen.println("VIOLATION: " + violation));
        screen.println(findings.violations().size() + " violations");
        return findings.violations().isEmpty() ? 0 : 1;
    }
}
