package dev.clawgateway.simulation.plant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rooms of the product, and which of them know which. */
final class Rooms {
    private static final String MODULE = "gateway-";

    /**
     * As the modules depend on each other; nobody but the simulation knows both server and client.
     */
    private static final Map<String, List<String>> KNOWN_BY =
            Map.of(
                    "core", List.of("protocol", "scheduler", "store", "control", "net"),
                    "protocol", List.of("server", "client"),
                    "scheduler", List.of("control", "server"),
                    "store", List.of("server", "simulation"),
                    "control", List.of("server", "simulation"),
                    "net", List.of("server", "simulation"),
                    "server", List.of("simulation"),
                    "client", List.of("simulation"),
                    "simulation", List.of());

    private Rooms() {}

    /** Of a class, by its name. */
    static String of(String className) {
        String[] words = className.split("\\.", 4);
        return words.length > 2 ? words[2] : "";
    }

    /** Those that are changed by a bug, or know one that is. */
    static Set<String> touchedBy(Plant plant) {
        Set<String> touched = new TreeSet<>();
        plant.edits().forEach(edit -> touch(room(edit.file()), touched));
        touch("simulation", touched);
        return touched;
    }

    private static String room(String file) {
        return file.substring(MODULE.length(), file.indexOf('/'));
    }

    private static void touch(String room, Set<String> touched) {
        if (touched.add(room)) {
            KNOWN_BY.getOrDefault(room, List.of()).forEach(other -> touch(other, touched));
        }
    }
}
