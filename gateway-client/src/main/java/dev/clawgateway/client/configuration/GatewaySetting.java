package dev.clawgateway.client.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A key that a gateway goes by.
 *
 * @param value as it would be written; secrets hidden, empty where nothing is said
 * @param place file and line on the gateway's machine, or the flag; null for the default
 */
public record GatewaySetting(String key, String value, @Nullable String place) {}
