package dev.clawgateway.server.plugin;

import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.policy.Policies;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds scoring functions: on the class path, and in the jars of a folder. */
public final class PluginFunctions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private PluginFunctions() {}

    /**
     * All that there are. The jars of a folder see the gateway's classes, and each other's.
     *
     * @param folder null for the class path alone
     * @throws PluginException when one of them cannot be used
     */
    public static List<ScoringFunction> find(@Nullable Path folder) throws PluginException {
        return find(folder, List.of());
    }

    /** The same, and further ones. */
    public static List<ScoringFunction> find(@Nullable Path folder, List<ScoringFunction> others)
            throws PluginException {
        ClassLoader loader = classPath();
        if (folder != null) {
            // Stays open: what it loads may need more of its classes at any time.
            loader = new URLClassLoader("plugins", jars(folder), loader);
        }
        List<ScoringFunction> found = new ArrayList<>(others);
        try {
            ServiceLoader.load(ScoringFunction.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError | LinkageError failure) {
            throw new PluginException("a plug-in cannot be loaded: " + reason(failure), failure);
        }
        return checked(found);
    }

    /** The same functions, of which each can be told by its name. */
    private static List<ScoringFunction> checked(List<ScoringFunction> functions)
            throws PluginException {
        Map<String, ScoringFunction> byName = new HashMap<>();
        for (ScoringFunction function : functions) {
            String type = function.getClass().getName();
            String name = name(function);
            if (!NAME.matcher(name).matches()) {
                throw new PluginException(
                        type
                                + " calls itself '"
                                + name
                                + "'; it must be at most 64 of a-z, 0-9, _ and -, a letter first",
                        null);
            } else if (Policies.reserved().contains(name)) {
                throw new PluginException(
                        type + " calls itself " + name + ", which is a policy of the gateway",
                        null);
            }
            ScoringFunction other = byName.putIfAbsent(name, function);
            if (other != null) {
                throw new PluginException(
                        type + " and " + other.getClass().getName() + " are both called " + name,
                        null);
            }
        }
        return List.copyOf(functions);
    }

    private static String name(ScoringFunction function) throws PluginException {
        try {
            return function.name();
        } catch (RuntimeException | LinkageError failure) {
            throw new PluginException(
                    function.getClass().getName() + " does not say its name: " + failure, failure);
        }
    }

    private static ClassLoader classPath() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? PluginFunctions.class.getClassLoader() : ofThread;
    }

    private static URL[] jars(Path folder) throws PluginException {
        if (!Files.isDirectory(folder)) {
            throw new PluginException("no such folder: " + folder, null);
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                jars.add(url(file));
            }
        } catch (IOException failure) {
            throw new PluginException(folder + " cannot be read: " + failure.getMessage(), failure);
        }
        return jars.stream()
                .sorted((one, other) -> one.getPath().compareTo(other.getPath()))
                .toArray(URL[]::new);
    }

    /** A class loader would pass over what is no jar without a word. */
    private static URL url(Path file) throws PluginException {
        try (JarFile _ = new JarFile(file.toFile())) {
            return file.toAbsolutePath().toUri().toURL();
        } catch (IOException failure) {
            throw new PluginException(
                    file + " cannot be read as a jar: " + failure.getMessage(), failure);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : " (" + cause + ")");
    }
}
