package dev.clawgateway.client.hardware;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.protocol.claw.GpuMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code nvidia-smi} prints. A value it does not know is written {@code [N/A]}, {@code
 * [Not Supported]} and the like; a line that is not understood is left out.
 */
final class NvidiaSmiText {
    static final String GPU_FIELDS = "index,name,memory.total,uuid";
    static final String METRIC_FIELDS =
            "index,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw";

    private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern GPU = Pattern.compile("GPU(\\d+)");
    private static final Pattern NVLINK = Pattern.compile("NV\\d+");

    private NvidiaSmiText() {}

    /** Answers to {@link #GPU_FIELDS}. */
    static List<Gpu> gpus(String text) {
        return text.lines().map(NvidiaSmiText::gpu).flatMap(Optional::stream).toList();
    }

    private static Optional<Gpu> gpu(String line) {
        String[] cells = cells(line);
        if (cells.length < 4 || !cells[0].matches("\\d{1,4}")) {
            return Optional.empty();
        }
        // A model's name may hold commas; nothing else does.
        String model = String.join(", ", List.of(cells).subList(1, cells.length - 2));
        long memoryMib = Math.round(number(cells[cells.length - 2], 0));
        return Optional.of(
                new Gpu(Integer.parseInt(cells[0]), model, memoryMib, cells[cells.length - 1]));
    }

    /** Answers to {@link #METRIC_FIELDS}. */
    static List<GpuMetrics> metrics(String text) {
        return text.lines().map(NvidiaSmiText::reading).flatMap(Optional::stream).toList();
    }

    private static Optional<GpuMetrics> reading(String line) {
        String[] cells = cells(line);
        if (cells.length != 6 || !cells[0].matches("\\d{1,4}")) {
            return Optional.empty();
        }
        double watts = number(cells[5], -1);
        return Optional.of(
                new GpuMetrics(
                        Integer.parseInt(cells[0]),
                        Math.clamp(Math.round(number(cells[1], 0)), 0, 100),
                        Math.round(number(cells[2], 0)),
                        Math.round(number(cells[3], 0)),
                        Math.round(number(cells[4], 0)),
                        watts < 0 ? null : (float) watts));
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

    private static double number(String cell, double unknown) {
        return cell.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(cell) : unknown;
    }
}
