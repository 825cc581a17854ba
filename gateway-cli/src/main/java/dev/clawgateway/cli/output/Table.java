package dev.clawgateway.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * Columns as wide as their widest cell. Numbers line up on the right when the column says so; what
 * is longer than a table bears is cut in the middle, since names differ at their ends.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int MAX_CELL = 40;
    private static final int TAIL = 12;

    private final Palette palette;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Text>> rows = new ArrayList<>();
    private int[] widths = {};

    private record Column(String title, boolean right, int maxWidth) {}

    Table(Palette palette) {
        this.palette = palette;
    }

    public Table column(String title) {
        columns.add(new Column(title, false, MAX_CELL));
        return this;
    }

    public Table numberColumn(String title) {
        columns.add(new Column(title, true, MAX_CELL));
        return this;
    }

    /** For sentences, which are shown whole. */
    public Table textColumn(String title) {
        columns.add(new Column(title, false, Integer.MAX_VALUE));
        return this;
    }

    /** One row; a cell is a {@link Text} or anything whose text is shown plainly. */
    public void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + columns.size() + " columns");
        }
        List<Text> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(
                    cells[i] instanceof Text text
                            ? text
                            : palette.plain(cut(cells[i].toString(), columns.get(i).maxWidth())));
        }
        rows.add(row);
    }

    private static String cut(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        int head = text.offsetByCodePoints(0, max - TAIL - 1);
        int tail = text.offsetByCodePoints(text.length(), -TAIL);
        return text.substring(0, head) + "\u2026" + text.substring(tail);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints it, and forgets the rows. What is printed after that is more of the same table. */
    public void print(PrintWriter out) {
        boolean more = widths.length > 0;
        int[] wanted = IntStream.range(0, columns.size()).map(this::width).toArray();
        widths = more ? widest(widths, wanted) : wanted;
        if (!more) {
            print(out, columns.stream().map(column -> palette.title(column.title())).toList());
        }
        rows.forEach(row -> print(out, row));
        rows.clear();
    }

    private static int[] widest(int[] some, int[] others) {
        return IntStream.range(0, some.length).map(i -> Math.max(some[i], others[i])).toArray();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).getCJKAdjustedLength())
                .reduce(columns.get(column).title().length(), Math::max);
    }

    private void print(PrintWriter out, List<Text> cells) {
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
