package dev.clawgateway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;

/**
 * Writes each line as another encoder does, which may be exchanged between two lines, and has the
 * newest kept.
 */
final class ChangingEncoder extends EncoderBase<ILoggingEvent> {
    private final RecentLines recent;
    private volatile Encoder<ILoggingEvent> current;

    ChangingEncoder(Encoder<ILoggingEvent> current, RecentLines recent) {
        this.current = current;
        this.recent = recent;
    }

    void change(Encoder<ILoggingEvent> next) {
        current = next;
    }

    @Override
    public byte[] headerBytes() {
        return current.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] line = current.encode(event);
        recent.add(line);
        return line;
    }

    @Override
    public byte[] footerBytes() {
        return current.footerBytes();
    }
}
