package dev.clawgateway.cli.workspace;

import dev.clawgateway.cli.command.CpuConverter;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.space.WorkspaceView;
import dev.clawgateway.client.space.Workspaces;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.QueueTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a workspace. */
@Command(
        name = "create",
        description = {
            "Make a workspace; it starts as soon as there is room.",
            "In its environment are WORKSPACE_ID, WORKSPACE_NAME, WORKSPACE_REPO and"
                    + " WORKSPACE_CLUSTER. What is not said is as the gateway's [workspaces] has it.",
            "With the label workspace.url (and workspace.shell) it is shown where it can be reached;"
                    + " {node} in it stands for the name of its node."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workspace create alpha --repo https://git.example.org/team/code.git",
            "  claw-gateway ws create lab --repo team/code --virtual-cluster research --gpus 1",
            "  claw-gateway ws create ide --repo team/code --image ide:2"
                    + " --label workspace.url=http://{node}:8080/ -- ide --port 8080"
        })
final class WorkspaceCreateCommand extends WorkspaceCommand {
    @Parameters(
            index = "0",
            paramLabel = "<NAME>",
            description = "Lower-case letters, digits, '.', '_' and '-'; unique in its cluster")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "<COMMAND>",
            description = "Command, behind --; without it the image's own, or the usual one's")
    private @Nullable List<String> command;

    @Option(
            names = "--repo",
            required = true,
            paramLabel = "<REPOSITORY>",
            description =
                    "A URL (https, http, ssh, git; no password), user@host:path, or owner/name")
    private String repo = "";

    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            defaultValue = QueueTerms.DEFAULT_CLUSTER,
            description = "Where, by name or id [default: ${DEFAULT-VALUE}]")
    private String cluster = QueueTerms.DEFAULT_CLUSTER;

    @Option(names = "--image", paramLabel = "<IMAGE>", description = "Container image")
    private @Nullable String image;

    @Option(names = "--gpus", paramLabel = "<COUNT>", description = "Whole GPUs, of any kind")
    private @Nullable Integer gpus;

    @Option(
            names = "--cpus",
            paramLabel = "<CORES>",
            converter = CpuConverter.class,
            description = "CPU cores, such as 4 or 0.5")
    private @Nullable Long cpuMillis;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "<SIZE>",
            converter = MebibytesConverter.class,
            description = "Host memory, such as 16GiB")
    private @Nullable Long memoryMib;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "<NAME=VALUE>",
            description = "Environment variable. May be given many times")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "<KEY=VALUE>",
            description = "Label of its workload")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Override
    int run(Workspaces workspaces, Screen screen) {
        WorkspaceView made =
                workspaces.create(
                        new WorkspaceWish(
                                name,
                                repo,
                                cluster,
                                new WorkspaceWish.Container(
                                        image, command, env, labels, gpus, cpuMillis, memoryMib)));
        if (screen.json()) {
            screen.out().println(made.json());
        } else {
            screen.out().println("Created workspace " + made.name() + ", " + made.id() + ".");
        }
        return ExitCode.OK;
    }
}
