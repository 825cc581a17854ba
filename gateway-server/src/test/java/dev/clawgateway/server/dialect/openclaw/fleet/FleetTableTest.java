package dev.clawgateway.server.dialect.openclaw.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.protocol.openclaw.Scopes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FleetTableTest {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final int VIEWER = 3;
    private static final int OPERATOR = 4;

    /** Rows of the table of permissions, by operation. */
    private static Map<String, List<String>> permissions() throws IOException {
        Map<String, List<String>> rows = new HashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                List<String> cells =
                        Arrays.stream(line.substring(1).split("\\|"))
                                .map(cell -> cell.replace("`", "").strip())
                                .toList();
                rows.putIfAbsent(cells.getFirst(), cells);
            }
        }
        return rows;
    }

    @Test
    void asksForTheLeastScopeThatTheDoorLetsBy() throws Exception {
        Map<String, List<String>> permissions = permissions();
        ApiContract contract = ApiContract.load();

        assertThat(FleetTable.ROWS)
                .allSatisfy(row -> {
                    ApiOperation operation =
                            Objects.requireNonNull(
                                    contract.operation(row.operation()), row.operation());
                    List<String> cells =
                            Objects.requireNonNull(permissions.get(operation.permission()));
                    String scope =
                            !cells.get(VIEWER).equals("no")
                                    ? Scopes.READ
                                    : !cells.get(OPERATOR).equals("no")
                                            ? Scopes.WRITE
                                            : Scopes.ADMIN;
                    assertThat(row.scope()).as(row.method()).isEqualTo(scope);
                });
    }

    @Test
    void offersEachOperationOnce() {
        assertThat(FleetTable.ROWS).extracting(FleetTable.Row::operation).doesNotHaveDuplicates();
        assertThat(FleetTable.ROWS).extracting(FleetTable.Row::method).doesNotHaveDuplicates();
    }
}
