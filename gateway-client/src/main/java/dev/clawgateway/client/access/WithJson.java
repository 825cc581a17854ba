package dev.clawgateway.client.access;

/**
 * An answer.
 *
 * @param json the same, as it was answered; for programs
 */
public record WithJson<T>(T value, String json) {
    /** Without the JSON, which can hold a token. */
    @Override
    public String toString() {
        return value.toString();
    }
}
