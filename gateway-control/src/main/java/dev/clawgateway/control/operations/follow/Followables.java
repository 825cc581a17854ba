package dev.clawgateway.control.operations.follow;

/** Everything that can be followed as it happens. */
public record Followables(
        EventOperations events, OutputFollowingOperations output, WaitOperations waiting) {}
