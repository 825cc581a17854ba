package dev.clawgateway.simulation.referee.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who may do what, as people are told. */
final class PermissionTable {
    /** What a request asks for of which nobody is asked. */
    private static final String NONE = "none";

    private static final int OPERATION_WORDS = 8;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, String> requests = new LinkedHashMap<>();

    /** One word for each role, such as {@code own}, and one for a limited admin. */
    record Row(String viewer, String operator, String admin, String limited) {
        String of(String role) {
            return switch (role) {
                case "viewer" -> viewer;
                case "operator" -> operator;
                case "admin" -> admin;
                default -> "no";
            };
        }
    }

    private PermissionTable() {}

    /** That of the documentation. */
    static PermissionTable ofDocumentation() {
        try (InputStream text = PermissionTable.class.getResourceAsStream("permissions.txt")) {
            if (text == null) {
                throw new IllegalStateException("permissions.txt is missing");
            }
            return of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PermissionTable of(String text) {
        PermissionTable table = new PermissionTable();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("operation") && words.length == OPERATION_WORDS) {
                table.rows.put(words[1], new Row(words[4], words[5], words[6], words[7]));
            } else if (words[0].equals("request") && words.length == 3) {
                table.requests.put(words[1], words[2]);
            } else if (!line.startsWith("#")) {
                throw new IllegalArgumentException("no line of the table: " + line);
            }
        }
        return table;
    }

    /** Whether nobody is asked for this, whoever it is. */
    boolean free(String request) {
        return NONE.equals(requests.get(request));
    }

    /** What is not in the table, nobody may. */
    Row ofRequest(String type) {
        return row(requests.getOrDefault(type, ""));
    }

    Row row(String operation) {
        return rows.getOrDefault(operation, new Row("no", "no", "no", "no"));
    }
}
