package dev.clawgateway.simulation.node.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An open file, which goes on when its name is gone. */
final class VolumeChannel implements SeekableByteChannel {
    private final Volume volume;
    private final VolumePath path;
    private final FileInode file;
    private final boolean writes;
    private final boolean appends;
    private int position;
    private boolean open = true;

    VolumeChannel(Volume volume, VolumePath path, FileInode file, boolean writes, boolean appends) {
        this.volume = volume;
        this.path = path;
        this.file = file;
        this.writes = writes;
        this.appends = appends;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        check();
        int length = file.read(position, into);
        position += Math.max(0, length);
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        check();
        if (!writes) {
            throw new NonWritableChannelException();
        } else if (from.hasRemaining()) {
            volume.needBlocks(path);
        }
        int at = appends ? file.size() : position;
        int length = file.write(at, from);
        position = at + length;
        volume.wrote(file);
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long next) {
        position = Math.toIntExact(next);
        return this;
    }

    @Override
    public long size() throws IOException {
        check();
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    private void check() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
