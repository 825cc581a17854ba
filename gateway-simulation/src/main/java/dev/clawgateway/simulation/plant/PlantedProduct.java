package dev.clawgateway.simulation.plant;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The product with a bug in it: all its classes once more, some of them compiled from changed
 * sources.
 */
public final class PlantedProduct implements AutoCloseable {
    private static final String SOURCES = "/src/main/java/";

    private final Path folder;
    private final URLClassLoader loader;

    private PlantedProduct(Path folder, URLClassLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    /**
     * Compiles the changed sources.
     *
     * @param root the project's
     * @param classPath the product as it is, and all it needs
     * @throws IllegalArgumentException when they do not compile, or the plant does not fit the
     *     source
     */
    public static PlantedProduct compile(Plant plant, Path root, String classPath)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, String> planted : plant.planted(root).entrySet()) {
            sources.add(new Source(planted.getKey(), planted.getValue()));
        }
        Path folder = Files.createTempDirectory("plant-");
        compile(plant, sources, folder, classPath);
        return new PlantedProduct(
                folder,
                new URLClassLoader(urls(folder, classPath), new Untouched(Rooms.touchedBy(plant))));
    }

    private static void compile(Plant plant, List<Source> sources, Path folder, String classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of(
                        "-d",
                        folder.toString(),
                        "-classpath",
                        classPath,
                        "-proc:none",
                        "-nowarn",
                        "-parameters");
        boolean compiled = compiler.getTask(said, null, null, options, null, sources).call();
        if (!compiled) {
            throw new IllegalArgumentException(
                    "plant " + plant.name() + " does not compile:\n" + said);
        }
    }

    private static URL[] urls(Path folder, String classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.toUri().toURL());
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** A class of this product, which has nothing to do with that of the same name outside. */
    public Class<?> load(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    @Override
    public void close() throws IOException {
        loader.close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(
                    URI.create(
                            "string:///"
                                    + file.substring(file.indexOf(SOURCES) + SOURCES.length())),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
