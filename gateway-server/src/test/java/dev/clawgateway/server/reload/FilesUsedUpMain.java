package dev.clawgateway.server.reload;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reloads in a process that may open no file any more, and exits with 0 if that works. */
final class FilesUsedUpMain {
    private FilesUsedUpMain() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        ConfigLoader.Source source = new ConfigLoader.Source(file, Overrides.NONE, Map.of());
        Reload reload =
                new Reload(source, source.read(), new ReloadRecord(new SystemTime()), List.of());
        reload.open();
        boolean before = reload.now() instanceof ReloadResult.Applied;
        List<FileChannel> all = new ArrayList<>();
        try {
            while (all.size() < 100_000) {
                all.add(FileChannel.open(file));
            }
        } catch (IOException usedUp) {
            boolean works = before && reload.now() instanceof ReloadResult.Applied;
            boolean again = works && reload.now() instanceof ReloadResult.Applied;
            Runtime.getRuntime().halt(again ? 0 : 3);
        }
        Runtime.getRuntime().halt(4);
    }
}
