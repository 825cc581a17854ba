package dev.clawgateway.server.dialect.api.stream;

/** Wakes a stream that may not have begun yet; what begins looks by itself. */
final class Waker implements Runnable {
    private volatile Runnable stream = () -> {};
    private volatile boolean news;

    void into(Runnable wake) {
        stream = wake;
    }

    @Override
    public void run() {
        news = true;
        stream.run();
    }

    /** Whoever asks looks from here on. */
    void look() {
        news = false;
    }

    /** Whether it was run since somebody looked. */
    boolean hasNews() {
        return news;
    }
}
