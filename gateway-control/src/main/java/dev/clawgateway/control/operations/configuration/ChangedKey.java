package dev.clawgateway.control.operations.configuration;

/**
 * A key that has another value than before; secrets hidden.
 *
 * @param after the same as before where only what it stands for is another, such as a file's
 *     content
 */
public record ChangedKey(String key, String before, String after) {}
