package dev.clawgateway.server.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docs/security.md} says.
 *
 * @param columns of its table, by operation and by who asks
 * @param requests of the claw protocol, and the operation that each asks for
 * @param paths over HTTP, with their methods, and the operation of each
 */
record SecurityPage(
        Map<String, Map<String, String>> columns,
        Map<String, String> requests,
        Map<String, String> paths) {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final String NO_OPERATION = "none";

    static SecurityPage read() {
        try {
            List<String> lines = Files.readAllLines(PAGE);
            List<List<String>> table = table(lines, "| operation | guest |");
            List<String> names = table.getFirst();
            Map<String, Map<String, String>> columns = new LinkedHashMap<>();
            for (List<String> row : table.subList(2, table.size())) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 1; i < names.size(); i++) {
                    cells.put(names.get(i), row.get(i));
                }
                columns.put(row.getFirst(), cells);
            }
            Map<String, String> requests = pairs(lines, "Requests of the claw protocol:");
            return new SecurityPage(columns, requests, pairs(lines, "Paths over HTTP"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> pairs(List<String> lines, String title) {
        List<String> behind = lines.stream().dropWhile(line -> !line.startsWith(title)).toList();
        Map<String, String> pairs = new LinkedHashMap<>();
        List<List<String>> table = table(behind, "| request | operation |");
        for (List<String> row : table.subList(2, table.size())) {
            pairs.put(row.getFirst(), row.get(1));
        }
        return pairs;
    }

    private static List<List<String>> table(List<String> lines, String head) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith(head))
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Arrays.stream(line.substring(1).split("\\|"))
                                .map(cell -> cell.replace("`", "").strip())
                                .toList())
                .toList();
    }

    /** Null of what asks for no operation. */
    @Nullable String cell(String operation, String column) {
        return operation.startsWith(NO_OPERATION)
                ? null
                : Objects.requireNonNull(columns.get(operation), operation).get(column);
    }
}
