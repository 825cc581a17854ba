package dev.clawgateway.server.dialect.openclaw.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the programs of one generation differ from those of the others. */
record GenerationSheet(String name, Map<String, String> rows) {
    /** All that differs; from the protocol's description, not from what the gateway does. */
    private static final String TABLE =
            """
            which                  | A, not greeted  | A               | B             | C
            ---
            protocol               | 3               | 3               | 3             | 4
            says first             | connect         | nothing         | nothing       | nothing
            signature              | v1              | v2              | v3            | v3
            signed at              | its own clock   | its own clock   | its own clock | the challenge's
            version                | dev             | dev             | 2026.5.4      | 2026.9.6
            family of a node       |                 |                 |               | Linux
            members of its own     | no              | no              | no            | yes
            ids of requests        | uuid            | uuid            | uuid          | counted
            nothing to ask for     | {}              | {}              | {}            | absent
            operator's device      | yes             | yes             | yes           | no
            scopes to approve      | admin,approvals,pairing | admin,approvals,pairing | admin,pairing | admin,pairing
            scopes to work         | admin,approvals,pairing | admin,approvals,pairing | read,write | read,write
            shows its token as     | token           | token           | deviceToken   | deviceToken
            told to wait           | is restarted    | is restarted    | pauses        | comes as told
            node after a close     | other process   | other process   | same process  | same process
            tells of itself        | no              | no              | no            | yes
            scope that is missing  | INVALID_REQUEST | INVALID_REQUEST | INVALID_REQUEST | FORBIDDEN
            node that failed       | no such thing   | no such thing   | no such thing | GONE: no such thing
            node that left         | Error: node disconnected (system.which) | Error: node disconnected (system.which) | Error: node disconnected (system.which) | DISCONNECTED: node disconnected
            """;

    /** One a column. */
    static List<GenerationSheet> all() {
        List<List<String>> lines =
                TABLE.lines()
                        .filter(line -> !line.equals("---"))
                        .map(line ->
                                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                        .toList();
        List<GenerationSheet> sheets = new ArrayList<>();
        for (int column = 1; column < lines.getFirst().size(); column++) {
            Map<String, String> rows = new HashMap<>();
            for (List<String> line : lines) {
                rows.put(line.getFirst(), line.get(column));
            }
            sheets.add(new GenerationSheet(Objects.requireNonNull(rows.get("which")), rows));
        }
        return sheets;
    }

    /** What stands in a row. */
    String of(String row) {
        return Objects.requireNonNull(rows.get(row), row);
    }

    /** Whether this stands there. */
    boolean is(String row, String what) {
        return of(row).equals(what);
    }

    int protocol() {
        return Integer.parseInt(of("protocol"));
    }

    /** Scopes in their whole words. */
    List<String> scopes(String row) {
        return Arrays.stream(of(row).split(",")).map(word -> "operator." + word).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
