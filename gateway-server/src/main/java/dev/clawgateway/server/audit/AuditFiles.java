package dev.clawgateway.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a log, for whoever reads them. */
public final class AuditFiles {
    private AuditFiles() {}

    /** Oldest first; the one that is written now comes last. */
    public static List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.getFileName().toString().startsWith("audit-"))
                    .sorted()
                    .forEach(files::add);
        }
        Path current = folder.resolve(FolderOnDisk.CURRENT);
        if (Files.exists(current)) {
            files.add(current);
        }
        return files;
    }
}
