package dev.clawgateway.simulation.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;

/** What a pipeline has flushed, as a socket takes it: in one piece, whatever it was written in. */
final class VectoredWrite {
    private static final int MOST_BYTES = 64 * 1024;

    private VectoredWrite() {}

    /** The first bytes of it, as many as there is room for. */
    static byte[] gathered(ChannelOutboundBuffer in, int room) throws IOException {
        byte[] bytes = new byte[(int) Math.min(room, flushed(in))];
        int[] filled = {0};
        try {
            in.forEachFlushedMessage(message -> {
                ByteBuf from = (ByteBuf) message;
                int part = Math.min(from.readableBytes(), bytes.length - filled[0]);
                from.getBytes(from.readerIndex(), bytes, filled[0], part);
                filled[0] += part;
                return filled[0] < bytes.length;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return bytes;
    }

    private static long flushed(ChannelOutboundBuffer in) throws IOException {
        long[] sum = {0};
        try {
            in.forEachFlushedMessage(message -> {
                sum[0] += ((ByteBuf) message).readableBytes();
                return sum[0] < MOST_BYTES;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Math.min(MOST_BYTES, sum[0]);
    }
}
