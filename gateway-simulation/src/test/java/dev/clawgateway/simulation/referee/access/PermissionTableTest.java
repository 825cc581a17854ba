package dev.clawgateway.simulation.referee.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the judges go by is what people are told. */
final class PermissionTableTest {
    private static final Path PAGE = Path.of("..", "docs", "security.md");

    @Test
    void isThatOfTheDocumentation() throws IOException {
        List<String> told = new ArrayList<>();
        table("| operation | guest |")
                .map(cells -> "operation " + String.join(" ", cells))
                .forEach(told::add);
        table("| request | operation |")
                .map(cells -> "request " + cells.getFirst() + " " + cells.get(1).split(":", 2)[0])
                .forEach(told::add);

        assertThat(lines()).containsExactlyElementsOf(told);
    }

    private static Stream<List<String>> table(String head) throws IOException {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                                .map(cell -> cell.strip().replace("`", ""))
                                .toList());
    }

    private static List<String> lines() throws IOException {
        try (InputStream text = PermissionTable.class.getResourceAsStream("permissions.txt")) {
            assertThat(text).isNotNull();
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void deniesWhatIsNotInIt() {
        PermissionTable table = PermissionTable.ofDocumentation();

        assertThat(table.ofRequest("start_a_war").admin()).isEqualTo("no");
        assertThat(table.ofRequest("drain_node").of("admin")).isEqualTo("yes");
        assertThat(table.ofRequest("drain_node").of("operator")).isEqualTo("no");
        assertThat(table.free("hello")).isTrue();
    }
}
