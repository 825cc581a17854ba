package dev.clawgateway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;

/** Writes each line as another encoder does, which may be exchanged between two lines. */
final class ChangingEncoder extends EncoderBase<ILoggingEvent> {
    private volatile Encoder<ILoggingEvent> current;

    ChangingEncoder(Encoder<ILoggingEvent> current) {
        this.current = current;
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
        return current.encode(event);
    }

    @Override
    public byte[] footerBytes() {
        return current.footerBytes();
    }
}
