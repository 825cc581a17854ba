package dev.clawgateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.Text;

/** Columns as wide as their widest cell. Numbers line up on the right when the column says so. */
final class Table {
    private static final String GAP = "  ";

    private final Palette palette;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Text>> rows = new ArrayList<>();

    private record Column(String title, boolean right) {}

    Table(Palette palette) {
        this.palette = palette;
    }

    Table column(String title) {
        columns.add(new Column(title, false));
        return this;
    }

    Table numberColumn(String title) {
        columns.add(new Column(title, true));
        return this;
    }

    /** One row; a cell is a {@link Text} or anything whose text is shown plainly. */
    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + columns.size() + " columns");
        }
        List<Text> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Text text ? text : palette.plain(cell.toString()));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        print(out, columns.stream().map(column -> palette.title(column.title())).toList(), widths);
        rows.forEach(row -> print(out, row, widths));
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).getCJKAdjustedLength())
                .reduce(columns.get(column).title().length(), Math::max);
    }

    private void print(PrintWriter out, List<Text> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Text cell = cells.get(i);
            String padding = " ".repeat(widths[i] - cell.getCJKAdjustedLength());
            boolean right = columns.get(i).right();
            boolean last = i == cells.size() - 1;
            line.append(right ? padding : "").append(cell);
            line.append(right || last ? "" : padding).append(last ? "" : GAP);
        }
        out.println(line);
    }
}
