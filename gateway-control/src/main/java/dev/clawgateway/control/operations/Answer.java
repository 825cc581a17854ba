package dev.clawgateway.control.operations;

import dev.clawgateway.core.ErrorCode;
import java.util.function.Function;

/** What an operation came to. */
public sealed interface Answer<T> {
    /** It was done, or this is what was asked for. */
    record Given<T>(T value) implements Answer<T> {}

    /**
     * Nothing was changed.
     *
     * @param detail for the caller: what was wrong, and what would be right
     */
    record Refused<T>(ErrorCode code, String detail) implements Answer<T> {}

    /** The same for another value. */
    default <R> Answer<R> map(Function<? super T, ? extends R> translation) {
        return switch (this) {
            case Given<T>(T value) -> new Given<>(translation.apply(value));
            case Refused<T>(ErrorCode code, String detail) -> new Refused<>(code, detail);
        };
    }
}
