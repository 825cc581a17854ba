package dev.clawgateway.simulation.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantTest {
    private static final String FILE = "gateway-x/src/main/java/made/up/Sum.java";
    private static final List<String> LINES =
            List.of(
                    "what: Adds too much.",
                    "seeds: 30",
                    "file: " + FILE,
                    "old:",
                    "        return a + b;",
                    "new:",
                    "        return a + b + 1;",
                    "end:");

    @TempDir private Path root;

    @Test
    void readsItsFile() {
        Plant plant = Plant.parse("sum", LINES);

        assertThat(plant)
                .isEqualTo(
                        new Plant(
                                "sum",
                                "Adds too much.",
                                30,
                                List.of(
                                        new Plant.Edit(
                                                FILE,
                                                "        return a + b;\n",
                                                "        return a + b + 1;\n"))));
    }

    @Test
    void changesTheSource() throws Exception {
        write("class Sum {\n    int of(int a, int b) {\n        return a + b;\n    }\n}\n");

        Map<String, String> planted = Plant.parse("sum", LINES).planted(root);

        assertThat(planted.get(FILE)).contains("a + b + 1");
    }

    @Test
    void refusesToChangeWhatIsNotThereExactlyOnce() throws Exception {
        write("class Sum {}\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plant.parse("sum", LINES).planted(root))
                .withMessageContaining("not in");

        write("        return a + b;\n        return a + b;\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plant.parse("sum", LINES).planted(root))
                .withMessageContaining("more than once");
    }

    @Test
    void refusesAFileThatIsNoPlant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plant.parse("x", LINES.subList(0, 6)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plant.parse("x", LINES.subList(1, 8)));
        assertThatIllegalArgumentException().isThrownBy(() -> Plant.parse("x", List.of("new:")));
    }

    @Test
    void putsTheChangedClassBeforeTheOthers() throws Exception {
        String file = "gateway-simulation/src/main/java/dev/clawgateway/simulation/plan/Cast.java";
        Plant plant =
                Plant.parse(
                        "cast",
                        List.of(
                                "what: Counts no plain nodes.",
                                "seeds: 1",
                                "file: " + file,
                                "old:",
                                "        return agents + plainNodes;",
                                "new:",
                                "        return agents;",
                                "end:"));

        try (PlantedProduct product =
                PlantedProduct.compile(
                        plant, Path.of(".."), System.getProperty("java.class.path"))) {
            Class<?> cast = product.load("dev.clawgateway.simulation.plan.Cast");
            Object two = cast.getConstructors()[0].newInstance(1, 1, 1, 0, 0);
            Method nodes = cast.getMethod("nodes");

            assertThat(nodes.invoke(two)).isEqualTo(1);
        }
    }

    @Test
    void saysWhyAPlantDoesNotCompile() throws Exception {
        write(
                "package made.up;\nclass Sum {\n    int of(int a, int b) {\n        return a + b;\n    }\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PlantedProduct.compile(
                                        Plant.parse("sum", LINES),
                                        root,
                                        System.getProperty("java.class.path"))
                                .close())
                .withMessageContaining("does not compile")
                .withMessageContaining("Sum.java");
    }

    private void write(String source) throws Exception {
        Path file = root.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
