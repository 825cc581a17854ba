package dev.clawgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.workload.WorkloadState;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TableTest {
    @Test
    void alignsColumnsAndLeavesNoSpacesAtTheEnd() {
        Table table = new Table(new Palette(Ansi.OFF)).column("NAME").numberColumn("N").column("X");
        table.row("a", 7, "-");
        table.row("longer", 1234, "y");

        assertThat(printed(table))
                .isEqualTo(
                        """
                        NAME       N  X
                        a          7  -
                        longer  1234  y
                        """);
    }

    @Test
    void coloursDoNotShiftColumns() {
        Palette palette = new Palette(Ansi.ON);
        Table table = new Table(palette).column("STATE").column("X");
        table.row(palette.state(WorkloadState.FAILED), "1");
        table.row("completed", "2");

        String plain = printed(table).replaceAll("\u001b\\[[0-9;]*m", "");

        assertThat(plain).isEqualTo("STATE      X\nfailed     1\ncompleted  2\n");
    }

    @Test
    void cutsLongNamesInTheMiddleAndSentencesNever() {
        Table table = new Table(new Palette(Ansi.OFF)).column("NAME").textColumn("WHY");
        table.row("train-" + "x".repeat(100) + "-17", "y".repeat(100));

        assertThat(printed(table).lines().skip(1))
                .containsExactly(
                        "train-"
                                + "x".repeat(21)
                                + "\u2026"
                                + "x".repeat(9)
                                + "-17  "
                                + "y".repeat(100));
    }

    private static String printed(Table table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true));
        return text.toString();
    }
}
