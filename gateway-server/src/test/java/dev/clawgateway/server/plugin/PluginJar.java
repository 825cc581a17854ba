package dev.clawgateway.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.plugin.ScoringFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Makes jars as authors of plug-ins do: compiled, with the service's name in them. */
final class PluginJar {
    private static final String SERVICE = "META-INF/services/" + ScoringFunction.class.getName();

    private PluginJar() {}

    /**
     * A jar with one function that the tests' class path does not have.
     *
     * @param type simple name of its class
     * @param name what it calls itself
     * @param score expression of its score, of {@code node} and {@code request}
     */
    static void write(Path folder, String type, String name, String score) throws IOException {
        Path work = Files.createTempDirectory("plugin");
        Path source = work.resolve(type + ".java");
        Files.writeString(
                source,
                """
                import dev.clawgateway.plugin.*;
                public final class %s implements ScoringFunction {
                    public String name() { return "%s"; }
                    public double score(NodeView node, RequestView request) { return %s; }
                }
                """
                        .formatted(type, name, score));
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        assertThat(failed).isZero();
        Files.createDirectories(folder);
        try (OutputStream file = Files.newOutputStream(folder.resolve(type + ".jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            put(jar, type + ".class", Files.readAllBytes(work.resolve(type + ".class")));
            put(jar, SERVICE, type.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
