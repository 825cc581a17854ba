package dev.clawgateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What plug-ins compile against is what the list says. A line that goes or changes breaks plug-ins
 * and waits for a major version; a new one of an interface that plug-ins implement has to be {@code
 * default}.
 */
final class SignaturesTest {
    private static final Path LIST = Path.of("src", "test", "resources", "signatures.txt");

    @Test
    void publicSignaturesAreThoseOfTheList() throws Exception {
        List<String> found = new ArrayList<>();
        for (Class<?> type : types()) {
            found.add(type.toGenericString());
            Stream<String> fields =
                    Arrays.stream(type.getDeclaredFields())
                            .filter(field -> Modifier.isPublic(field.getModifiers()))
                            .map(Field::toGenericString);
            Stream<String> methods =
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> Modifier.isPublic(method.getModifiers()))
                            .map(Method::toGenericString);
            Stream.concat(fields, methods).sorted().map(line -> "    " + line).forEach(found::add);
        }

        assertThat(found).isEqualTo(Files.readAllLines(LIST));
    }

    private static List<Class<?>> types() throws IOException, URISyntaxException {
        Path classes =
                Path.of(
                        ScoringFunction.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
                    .filter(name -> !name.endsWith("package-info"))
                    .sorted()
                    .<Class<?>>map(SignaturesTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
