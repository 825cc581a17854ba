package dev.clawgateway.simulation.node.files;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a folder lists, and what of that the disk has. */
final class FolderInode extends Inode {
    private final TreeMap<String, Inode> entries = new TreeMap<>();
    private TreeMap<String, Inode> synced = new TreeMap<>();
    private final List<Runnable> watchers = new ArrayList<>();

    @Nullable Inode entry(String name) {
        return entries.get(name);
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void put(String name, Inode inode) {
        Inode before = entries.put(name, inode);
        if (before != null && before != inode) {
            before.moveTo(null);
        }
        inode.moveTo(this);
    }

    void remove(String name) {
        Inode gone = entries.remove(name);
        if (gone != null && gone.parent() == this) {
            gone.moveTo(null);
        }
    }

    void clear() {
        names().forEach(this::remove);
    }

    /** Tells whoever watches. */
    void changed() {
        if (!watchers.isEmpty()) {
            List.copyOf(watchers).forEach(Runnable::run);
        }
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    @Override
    void sync() {
        synced = new TreeMap<>(entries);
        clean();
    }

    /** The power goes: the list is as it is, or as it last was on the disk. */
    void losePower(RandomGenerator dice, long writtenBack) {
        watchers.clear();
        if (dirtySince(writtenBack) && dice.nextBoolean()) {
            entries.clear();
            entries.putAll(synced);
        }
        sync();
        entries.values()
                .forEach(inode -> {
                    inode.moveTo(this);
                    switch (inode) {
                        case FolderInode folder -> folder.losePower(dice, writtenBack);
                        case FileInode file when file.dirtySince(writtenBack) ->
                                file.losePower(dice);
                        case FileInode file -> file.sync();
                    }
                });
    }

    @Override
    FolderInode copy() {
        FolderInode copy = new FolderInode();
        entries.forEach((name, inode) -> copy.put(name, inode.copy()));
        copy.modified(modified());
        copy.sync();
        return copy;
    }
}
