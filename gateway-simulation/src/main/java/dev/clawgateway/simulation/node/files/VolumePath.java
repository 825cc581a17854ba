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
    private final String[] names;
    private @Nullable String text;

    VolumePath(Volume volume, boolean absolute, String... names) {
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
        return new VolumePath(volume, text.startsWith("/"), names.toArray(new String[0]));
    }

    static VolumePath of(Path path) {
        if (path instanceof VolumePath own) {
            return own;
        }
        throw new ProviderMismatchException();
    }

    /** Not to be changed. */
    String[] names() {
        return names;
    }

    String last() {
        return names[names.length - 1];
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
        return absolute ? new VolumePath(volume, true) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.length == 0 ? null : new VolumePath(volume, false, last());
    }

    @Override
    public @Nullable VolumePath getParent() {
        return names.length > (absolute ? 0 : 1)
                ? new VolumePath(volume, absolute, Arrays.copyOf(names, names.length - 1))
                : null;
    }

    @Override
    public int getNameCount() {
        return names.length;
    }

    @Override
    public Path getName(int index) {
        return new VolumePath(volume, false, names[index]);
    }

    @Override
    public Path subpath(int from, int to) {
        return new VolumePath(volume, false, Arrays.copyOfRange(names, from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        VolumePath start = of(other);
        return start.absolute == absolute
                && start.names.length <= names.length
                && Arrays.equals(names, 0, start.names.length, start.names, 0, start.names.length);
    }

    @Override
    public boolean endsWith(Path other) {
        VolumePath end = of(other);
        int from = names.length - end.names.length;
        return from >= 0
                && (!end.absolute || (absolute && from == 0))
                && Arrays.equals(Arrays.copyOfRange(names, from, names.length), end.names);
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
        return new VolumePath(volume, absolute, kept.toArray(new String[0]));
    }

    @Override
    public Path resolve(Path other) {
        VolumePath rest = of(other);
        if (rest.absolute) {
            return rest;
        }
        String[] all = Arrays.copyOf(names, names.length + rest.names.length);
        System.arraycopy(rest.names, 0, all, names.length, rest.names.length);
        return new VolumePath(volume, absolute, all);
    }

    @Override
    public Path resolve(String other) {
        if (other.isEmpty() || other.indexOf('/') >= 0) {
            return resolve(parse(volume, other));
        }
        String[] all = Arrays.copyOf(names, names.length + 1);
        all[names.length] = other;
        return new VolumePath(volume, absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        VolumePath longer = of(other);
        if (!longer.startsWith(this)) {
            throw new IllegalArgumentException(other + " is not under " + this);
        }
        return longer.subpath(names.length, longer.names.length);
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
                && Arrays.equals(path.names, names);
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
