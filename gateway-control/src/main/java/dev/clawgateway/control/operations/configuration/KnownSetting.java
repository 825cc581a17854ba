package dev.clawgateway.control.operations.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A key that is in force.
 *
 * @param value as it would be written; secrets hidden, empty where nothing is said
 * @param place file and line, or the flag; null for the default
 */
public record KnownSetting(String key, String value, @Nullable String place) {}
