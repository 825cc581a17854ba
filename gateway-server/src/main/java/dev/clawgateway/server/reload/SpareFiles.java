package dev.clawgateway.server.reload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few open files of no use, closed while others have to be read: so these can be, though the
 * process may open no more. Confined to whoever reloads.
 */
final class SpareFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SpareFiles.class);

    /** Files are read one after the other. */
    private static final int MANY = 4;

    private static final Path NOTHING = Path.of("/dev/null");

    private final List<FileChannel> held = new ArrayList<>();

    SpareFiles() {
        takeBack();
    }

    /** Others may have them until {@link #takeBack}. */
    void give() {
        for (FileChannel file : held) {
            try {
                file.close();
            } catch (IOException failure) {
                LOG.atDebug().setCause(failure).log("a spare file does not close");
            }
        }
        held.clear();
    }

    /** As many as can be had. */
    void takeBack() {
        try {
            while (held.size() < MANY) {
                held.add(FileChannel.open(NOTHING));
            }
        } catch (IOException failure) {
            LOG.atDebug().setCause(failure).log("no more spare files can be had now");
        }
    }
}
