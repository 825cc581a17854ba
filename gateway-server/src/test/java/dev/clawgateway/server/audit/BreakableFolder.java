package dev.clawgateway.server.audit;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder whose disk can be made full, or to fail when it is synced. */
final class BreakableFolder implements LineFolder {
    private final LineFolder real;
    private boolean full;
    private boolean syncFails;

    BreakableFolder(LineFolder real) {
        this.real = real;
    }

    void full(boolean now) {
        full = now;
    }

    void syncFails(boolean now) {
        syncFails = now;
    }

    @Override
    public LineFile open() throws IOException {
        return new Breakable(real.open());
    }

    @Override
    public void close(long first) throws IOException {
        real.close(first);
    }

    @Override
    public List<Long> closed() throws IOException {
        return real.closed();
    }

    @Override
    public void remove(long first) throws IOException {
        real.remove(first);
    }

    @Override
    public @Nullable Tail tail() throws IOException {
        return real.tail();
    }

    private final class Breakable implements LineFile {
        private final LineFile file;

        Breakable(LineFile file) {
            this.file = file;
        }

        @Override
        public void append(byte[] lines) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            file.append(lines);
        }

        @Override
        public void sync() throws IOException {
            if (syncFails) {
                throw new IOException("Input/output error");
            }
            file.sync();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public @Nullable String harm() {
            return file.harm();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
