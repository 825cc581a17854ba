package dev.clawgateway.server.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the network's native libraries are unpacked to be loaded. Left alone they go where
 * temporary files do, which is often mounted noexec, and then slower ones take their place.
 */
public final class NativeLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

    /** Read by the network library once, when it loads its first. */
    private static final String PLACE = "io.netty.native.workdir";

    private NativeLibraries() {}

    /**
     * They go there, unless a flag of the JVM says another place. To be called before anything of
     * the network is used.
     *
     * @param folder is made, for its owner only
     */
    public static void unpackTo(Path folder) {
        if (System.getProperty(PLACE) != null) {
            return;
        }
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            System.setProperty(PLACE, folder.toString());
        } catch (IOException | UnsupportedOperationException failure) {
            // The store says what is wrong with the folder, in words of its own.
            LOG.atDebug().addKeyValue("folder", folder).setCause(failure).log("no native folder");
        }
    }
}
