package dev.clawgateway.server.tls;

import dev.clawgateway.server.config.source.Setting;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of which the content counts, whatever their times say and whichever links lead to them. One
 * thread at a time looks; what was found wrong is safe to ask from any.
 *
 * @param <T> what is made of them
 */
final class WatchedFiles<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);

    /** No certificate or key is as long. */
    private static final long LARGEST_FILE = 4L << 20;

    /** Looks in a row. Whoever exchanges two files exchanges one after the other. */
    private static final int PATIENCE = 3;

    private volatile Reading<T> inForce;
    private volatile @Nullable String trouble;
    private final AtomicLong troubles = new AtomicLong();
    private int badLooks;

    WatchedFiles(Reading<T> first) {
        inForce = first;
    }

    /**
     * Files, and how they are read.
     *
     * @param key of the configuration that names them
     * @param reader of their contents, in their order
     */
    record Source<T>(String key, List<Path> files, Reader<T> reader) {
        Source {
            files = List.copyOf(files);
        }

        /**
         * Reads them.
         *
         * @throws TlsException saying which files cannot be used, and why
         */
        Reading<T> read() throws TlsException {
            return of(contents());
        }

        private Reading<T> of(List<byte[]> contents) throws TlsException {
            try {
                return new Reading<>(this, digest(contents), reader.read(contents));
            } catch (GeneralSecurityException bad) {
                throw unusable(String.valueOf(bad.getMessage()));
            }
        }

        private List<byte[]> contents() throws TlsException {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : files) {
                try {
                    if (Files.size(file) > LARGEST_FILE) {
                        throw unusable(file + " is too long");
                    }
                    contents.add(Files.readAllBytes(file));
                } catch (NoSuchFileException _) {
                    throw unusable("there is no " + file);
                } catch (AccessDeniedException _) {
                    throw unusable("this user may not read " + file);
                } catch (IOException failure) {
                    throw unusable(failure.toString());
                }
            }
            return contents;
        }

        private static String digest(List<byte[]> contents) {
            return contents.stream().map(Setting::digest).collect(Collectors.joining());
        }

        TlsException unusable(String why) {
            return new TlsException(
                    key,
                    "cannot use "
                            + files.stream()
                                    .map(Path::toString)
                                    .collect(Collectors.joining(" and "))
                            + ": "
                            + why);
        }
    }

    /** Makes something of contents; the message of what it throws says what is wrong with them. */
    @FunctionalInterface
    interface Reader<T> {
        T read(List<byte[]> contents) throws GeneralSecurityException;
    }

    /**
     * What files were.
     *
     * @param digest of their contents
     */
    record Reading<T>(Source<T> source, String digest, T value) {
        boolean saysTheSameAs(Reading<T> other) {
            return digest.equals(other.digest);
        }
    }

    /** What counts. */
    Reading<T> inForce() {
        return inForce;
    }

    /** From now on this counts, and its files are looked at. */
    void take(Reading<T> next) {
        inForce = next;
        settle();
    }

    /**
     * Looks whether the files say something else than what counts. What cannot be used is told of
     * once it has been so for a few looks.
     *
     * @return what they say; null when there is nothing new, or nothing of use
     */
    @Nullable Reading<T> look() {
        Source<T> source = inForce.source;
        try {
            List<byte[]> contents = source.contents();
            if (Source.digest(contents).equals(inForce.digest)) {
                settle();
                return null;
            }
            return source.of(contents);
        } catch (TlsException bad) {
            if (++badLooks >= PATIENCE) {
                complain(String.valueOf(bad.getMessage()));
            }
            return null;
        }
    }

    /** Notes that the files cannot be used, and tells of it unless that was done. */
    void complain(String words) {
        if (words.equals(trouble)) {
            return;
        }
        trouble = words;
        long _ = troubles.incrementAndGet();
        LOG.atError()
                .addKeyValue("key", inForce.source.key)
                .addKeyValue("why", words)
                .log("TLS goes on with what was read before");
    }

    private void settle() {
        badLooks = 0;
        if (trouble != null) {
            trouble = null;
            LOG.atInfo()
                    .addKeyValue("key", inForce.source.key)
                    .log("the files that could not be used are good again");
        }
    }

    /** What is wrong with the files now; null when they are good. */
    @Nullable String trouble() {
        return trouble;
    }

    /** How often files could not be used, each trouble once. */
    long troubles() {
        return troubles.get();
    }
}
