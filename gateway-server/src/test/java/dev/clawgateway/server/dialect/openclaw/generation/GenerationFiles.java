package dev.clawgateway.server.dialect.openclaw.generation;

import dev.clawgateway.server.fixture.TestDevice;
import org.jspecify.annotations.Nullable;

/** What programs of one person or machine keep from one run to the next. */
final class GenerationFiles {
    private final @Nullable TestDevice device;
    private volatile @Nullable String token;

    /**
     * Without a token yet.
     *
     * @param device null for programs that need none
     */
    GenerationFiles(@Nullable TestDevice device) {
        this.device = device;
    }

    @Nullable TestDevice device() {
        return device;
    }

    /** That the device was given; null for none. */
    @Nullable String token() {
        return token;
    }

    /** Another one was given. */
    void keep(String given) {
        token = given;
    }
}
