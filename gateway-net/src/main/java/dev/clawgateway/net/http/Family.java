package dev.clawgateway.net.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths whose clients are of one kind.
 *
 * @param prefixes folders such as {@code /cluster}: the paths at and below them belong to it, known
 *     or not. Empty for the root's family, which has all that belong to no other
 * @param cors null when no page from elsewhere may use it
 */
public record Family(String name, List<String> prefixes, ErrorForm errors, @Nullable Cors cors) {
    public Family {
        prefixes = List.copyOf(prefixes);
    }

    /** One that no page from elsewhere may use. */
    public Family(String name, List<String> prefixes, ErrorForm errors) {
        this(name, prefixes, errors, null);
    }

    /** Length of the longest prefix that a path is below; 0 when it is below none. */
    int fit(String path) {
        return prefixes.stream()
                .filter(prefix -> isBelow(prefix, path))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static boolean isBelow(String folder, String path) {
        return path.startsWith(folder)
                && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}
