package dev.clawgateway.cli.output;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;

/** The few colours in use. On what is not a terminal, or with {@code NO_COLOR}, there are none. */
public final class Palette {
    private static final ColorScheme WITHOUT = new ColorScheme.Builder(Ansi.OFF).build();

    private final ColorScheme scheme;

    public Palette(Ansi ansi) {
        this.scheme = new ColorScheme.Builder(ansi).build();
    }

    Text plain(String text) {
        // Not Ansi.text(), which would read markup in what a node or user named something.
        return WITHOUT.apply(Display.printable(text), List.of());
    }

    Text title(String text) {
        return styled(text, Style.bold);
    }

    /** Such as {@code healthy}, or {@code healthy, cordoned}. */
    public Text state(NodeDetails node) {
        boolean cordoned = node.cordon() != null;
        boolean closed = node.maintenance() != null && node.maintenance().closed();
        return styled(
                StateWords.of(node.state())
                        + drain(node.drain())
                        + (node.unsure() ? ", unsure" : "")
                        + (cordoned ? ", cordoned" : "")
                        + (closed ? ", maintenance" : ""),
                switch (node.state()) {
                    case HEALTHY -> cordoned || closed ? Style.fg_yellow : Style.fg_green;
                    case DRAINING -> Style.fg_yellow;
                    case UNHEALTHY -> Style.fg_red;
                    case OFFLINE -> Style.faint;
                });
    }

    private static String drain(@Nullable DrainProgress drain) {
        return drain == null
                ? ""
                : switch (drain.phase()) {
                    case DRAINING -> "";
                    case EVICTING -> ", evicting";
                    case UNREACHABLE -> ", cannot be drained";
                    case DRAINED -> ", drained";
                };
    }

    public Text state(WorkloadState state) {
        return styled(
                StateWords.of(state),
                switch (state) {
                    case RUNNING, COMPLETED -> Style.fg_green;
                    case PENDING, STARTING, STOPPING -> Style.fg_yellow;
                    case FAILED -> Style.fg_red;
                    case STOPPED -> Style.faint;
                });
    }

    private Text styled(String text, IStyle... styles) {
        return scheme.apply(text, List.of(styles));
    }
}
