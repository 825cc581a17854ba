package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code nvidia-smi} prints. A value it does not know is written {@code [N/A]}, {@code
 * [Not Supported]}, {@code ERR!} and the like; a line that is not understood is left out, and told
 * as trouble.
 */
final class NvidiaSmiText {
    static final String GPU_FIELDS = "index,name,memory.total,uuid";
    static final String METRIC_FIELDS =
            "index,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw";

    private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern GPU = Pattern.compile("GPU(\\d+)");
    private static final Pattern NVLINK = Pattern.compile("NV\\d+");

    // What the device does not have, and what it should have but cannot tell.
    private static final Pattern ABSENT =
            Pattern.compile("\\[?(N/A|Not Supported)]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN =
            Pattern.compile("|ERR!|\\[Unknown Error]|\\[GPU is lost]");
    private static final Pattern BROKEN_CELL =
            Pattern.compile("ERR!|\\[Unknown Error]|\\[GPU is lost]");
    private static final int MAX_WORDS = 300;

    private NvidiaSmiText() {}

    /** Answers to {@link #GPU_FIELDS}. */
    static ToolAnswer<Gpu> gpus(String text) {
        return rows(text, NvidiaSmiText::gpu);
    }

    private static Optional<Gpu> gpu(String line) {
        String[] cells = cells(line);
        if (cells.length < 4 || !cells[0].matches("\\d{1,4}")) {
            return Optional.empty();
        }
        // A model's name may hold commas; nothing else does.
        String model = String.join(", ", List.of(cells).subList(1, cells.length - 2));
        String uuid = cells[cells.length - 1];
        String memory = cells[cells.length - 2];
        if (BROKEN.matcher(uuid).matches()
                || ABSENT.matcher(uuid).matches()
                || BROKEN.matcher(model).matches()
                || BROKEN.matcher(memory).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Gpu(
                        Integer.parseInt(cells[0]),
                        model,
                        Math.round(number(memory, 0)),
                        uuid,
                        List.of(),
                        List.of(),
                        // Only a GPU that shares the host's memory does not know its own.
                        ABSENT.matcher(memory).matches()));
    }

    /** Answers to {@link #METRIC_FIELDS}. */
    static ToolAnswer<GpuSample> readings(String text) {
        return rows(text, NvidiaSmiText::reading);
    }

    private static Optional<GpuSample> reading(String line) {
        String[] cells = cells(line);
        if (cells.length != 6 || !cells[0].matches("\\d{1,4}") || broken(cells)) {
            return Optional.empty();
        }
        Long percent = whole(cells[1]);
        double watts = number(cells[5], -1);
        return Optional.of(
                new GpuSample(
                        Integer.parseInt(cells[0]),
                        percent == null ? null : (Integer) Math.clamp(percent, 0, 100),
                        whole(cells[2]),
                        whole(cells[3]),
                        whole(cells[4]),
                        watts < 0 ? null : (float) watts));
    }

    /** A GPU of which all but its number is an error. */
    private static boolean broken(String[] cells) {
        return List.of(cells).subList(1, cells.length).stream()
                .allMatch(cell -> BROKEN.matcher(cell).matches());
    }

    /** The rows that are understood, and the first that is not. */
    private static <T> ToolAnswer<T> rows(String text, Function<String, Optional<T>> reader) {
        List<T> rows = new ArrayList<>();
        String trouble = null;
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            Optional<T> row = reader.apply(line);
            row.ifPresent(rows::add);
            if (row.isEmpty() || BROKEN_CELL.matcher(line).find()) {
                trouble = trouble == null ? oneLine(line) : trouble;
            }
        }
        return new ToolAnswer<>(rows, trouble);
    }

    /** A tool's words, for people. */
    static String oneLine(String words) {
        String line = words.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "..." : line;
    }

    /** The NVLink neighbours of each GPU, from the matrix of {@code topo -m}. */
    static Map<Integer, List<Integer>> links(String text) {
        Map<Integer, List<Integer>> links = new TreeMap<>();
        List<@Nullable Integer> columns = List.of();
        for (String line : ESCAPE.matcher(text).replaceAll("").lines().toList()) {
            List<String> words = List.of(line.split("\t", -1));
            List<@Nullable Integer> header = new ArrayList<>();
            words.subList(1, words.size()).forEach(word -> header.add(index(word)));
            Integer row = index(words.getFirst());
            if (row == null) {
                columns = columns.isEmpty() && !header.isEmpty() ? header : columns;
                continue;
            }
            links.put(row, linked(columns, words.subList(1, words.size())));
        }
        return links;
    }

    private static List<Integer> linked(List<@Nullable Integer> columns, List<String> cells) {
        List<Integer> linked = new ArrayList<>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            Integer column = columns.get(i);
            if (column != null && NVLINK.matcher(cells.get(i).strip()).matches()) {
                linked.add(column);
            }
        }
        return linked;
    }

    private static @Nullable Integer index(String word) {
        var match = GPU.matcher(word.strip());
        return match.matches() ? Integer.valueOf(match.group(1)) : null;
    }

    private static String[] cells(String line) {
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    private static @Nullable Long whole(String cell) {
        double number = number(cell, -1);
        return number < 0 ? null : (Long) Math.round(number);
    }

    private static double number(String cell, double unknown) {
        return cell.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(cell) : unknown;
    }
}
