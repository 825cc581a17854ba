package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.simulation.plant.Plant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts each planted bug into the product, one at a time, and looks for it. */
@Command(
        name = "plants",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Puts bugs into the product, one at a time, and counts the seeds it takes to find each.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:All were found.", "1:One was not."})
final class PlantsCommand implements Callable<Integer> {
    private static final Path PLANTS = Path.of("gateway-simulation", "src", "test", "plants");

    private final Simulator simulator;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these; all by default.")
    private List<String> names = List.of();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "500",
            description = "Steps of each run. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "How long to look for one. Default: ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofMinutes(5);

    @Option(
            names = "--root",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The project's folder. Default: ${DEFAULT-VALUE}.")
    private Path root = Path.of(".");

    PlantsCommand(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        PrintWriter out = spec.commandLine().getOut();
        PlantHunt hunt = new PlantHunt(simulator, new SystemTime(), root, steps, limit);
        boolean all = true;
        out.println("| planted bug | what it is | seeds | found as |\n|---|---|---|---|");
        for (Plant plant : Plant.in(root.resolve(PLANTS))) {
            if (names.isEmpty() || names.contains(plant.name())) {
                PlantHunt.Catch caught = hunt.hunt(plant);
                all &= caught.kind() != null;
                out.printf(
                        "| `%s` | %s | %s | %s |%n",
                        plant.name(),
                        plant.what(),
                        caught.kind() == null
                                ? "not in " + caught.seeds()
                                : String.valueOf(caught.seeds()),
                        caught.kind() == null ? "" : caught.kind().replace('|', '/'));
                out.flush();
            }
        }
        return all ? 0 : 1;
    }
}
