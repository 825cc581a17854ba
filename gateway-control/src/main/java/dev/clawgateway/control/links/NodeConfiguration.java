package dev.clawgateway.control.links;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node is told of how to behave; null leaves as it is. */
public record NodeConfiguration(
        @Nullable Duration heartbeatInterval, @Nullable Duration metricsInterval) {}
