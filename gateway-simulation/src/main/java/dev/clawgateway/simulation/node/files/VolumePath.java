package dev.clawgateway.simulation.node.files;

import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of a {@link Volume}: names between slashes. */
final class VolumePath implements Path {
    private final Volume volume;
    private final boolean absolute;
    private final List<String> names;
    private @Nullable String text;

    VolumePath(Volume volume, boolean absolute, List<String> names) {
        this.volume = volume;
        this.absolute = absolute;
        this.names = names;
    }

    static VolumePath parse(Volume volume, String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new VolumePath(volume, text.startsWith("/"), List.copyOf(names));
    }

    static VolumePath of(Path path) {
        if (path instanceof VolumePath own) {
            return own;
        }
        throw new ProviderMismatchException();
    }

    List<String> names() {
        return names;
    }

    @Override
    public Volume getFileSystem() {
        return volume;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? new VolumePath(volume, true, List.of()) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : new VolumePath(volume, false, List.of(names.getLast()));
    }

    @Override
    public @Nullable VolumePath getParent() {
        return names.size() > (absolute ? 0 : 1)
                ? new VolumePath(volume, absolute, names.subList(0, names.size() - 1))
                : null;
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return new VolumePath(volume, false, List.of(names.get(index)));
    }

    @Override
    public Path subpath(int from, int to) {
        return new VolumePath(volume, false, names.subList(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        VolumePath start = of(other);
        return start.absolute == absolute
                && start.names.size() <= names.size()
                && names.subList(0, start.names.size()).equals(start.names);
    }

    @Override
    public boolean endsWith(Path other) {
        VolumePath end = of(other);
        int from = names.size() - end.names.size();
        return from >= 0
                && (!end.absolute || (absolute && from == 0))
                && names.subList(from, names.size()).equals(end.names);
    }

    @Override
    public Path normalize() {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            if (name.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            } else if (!name.equals(".")) {
                kept.add(name);
            }
        }
        return new VolumePath(volume, absolute, List.copyOf(kept));
    }

    @Override
    public Path resolve(Path other) {
        VolumePath rest = of(other);
        if (rest.absolute) {
            return rest;
        }
        String[] all =
                Arrays.copyOf(names.toArray(new String[0]), names.size() + rest.names.size());
        for (int i = 0; i < rest.names.size(); i++) {
            all[names.size() + i] = rest.names.get(i);
        }
        return new VolumePath(volume, absolute, List.of(all));
    }

    @Override
    public Path relativize(Path other) {
        VolumePath longer = of(other);
        if (!longer.startsWith(this)) {
            throw new IllegalArgumentException(other + " is not under " + this);
        }
        return longer.subpath(names.size(), longer.names.size());
    }

    @Override
    public URI toUri() {
        return URI.create("volume:" + this);
    }

    @Override
    public VolumePath toAbsolutePath() {
        return absolute ? this : new VolumePath(volume, true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("watched by Volume.watch");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VolumePath path
                && path.volume == volume
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = (absolute ? "/" : "") + String.join("/", names);
            text = known;
        }
        return known;
    }
}
