package dev.clawgateway.simulation.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever changes a place that a plant changes too has to change the plant. */
final class PlantsTest {
    private static final int LEAST = 25;
    private static final Path ROOT = Path.of("..");

    @TestFactory
    List<DynamicTest> fitTheSourceAndCompile() throws IOException {
        return plants().stream()
                .map(plant ->
                        DynamicTest.dynamicTest(
                                plant.name(),
                                () ->
                                        PlantedProduct.compile(
                                                        plant,
                                                        ROOT,
                                                        System.getProperty("java.class.path"))
                                                .close()))
                .toList();
    }

    @Test
    void areMany() throws IOException {
        assertThat(plants()).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(plants()).extracting(Plant::what).doesNotHaveDuplicates();
    }

    private static List<Plant> plants() throws IOException {
        return Plant.in(Path.of("src/test/plants"));
    }
}
