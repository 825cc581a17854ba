package dev.clawgateway.protocol.discovery;

/** What is known of a member, as the wire says it. */
public enum DiscoveryStatus {
    JOINING,
    ACTIVE,
    /** Not heard for a while; not listed, but not forgotten either. */
    SUSPECTED,
    FAILED,
    LEAVING
}
