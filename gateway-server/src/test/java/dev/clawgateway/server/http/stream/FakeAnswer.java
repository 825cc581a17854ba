package dev.clawgateway.server.http.stream;

import dev.clawgateway.net.http.AnswerStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a reader gets, who has room for so many pieces. */
final class FakeAnswer implements AnswerStream {
    private final StringBuilder text = new StringBuilder();
    private Runnable whenRoom = () -> {};
    private Runnable whenGone = () -> {};
    private int room;
    private boolean refused;
    private boolean closed;

    FakeAnswer(int room) {
        this.room = room;
    }

    @Override
    public boolean write(byte[] bytes) {
        if (closed || room == 0) {
            refused = true;
            return false;
        }
        room--;
        text.append(new String(bytes, StandardCharsets.UTF_8));
        return true;
    }

    /** It reads on. */
    void giveRoom(int more) {
        room += more;
        if (refused) {
            refused = false;
            whenRoom.run();
        }
    }

    void leave() {
        closed = true;
        whenGone.run();
    }

    String text() {
        return text.toString();
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void whenRoom(Runnable task) {
        whenRoom = task;
    }

    @Override
    public void whenGone(Runnable task) {
        whenGone = task;
    }

    @Override
    public void patience(Duration most, byte[] farewell) {}

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void close(byte[] last, Duration grace) {
        text.append(new String(last, StandardCharsets.UTF_8));
        closed = true;
    }
}
