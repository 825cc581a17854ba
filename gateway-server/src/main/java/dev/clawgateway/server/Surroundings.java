package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.UrlProbe;
import dev.clawgateway.server.dialect.membership.OwnUsage;
import dev.clawgateway.server.metrics.Meters;

/**
 * What a gateway learns of the process and the machine it runs in, and tells of itself.
 *
 * @param probe asks members whether they are there
 */
public record Surroundings(UrlProbe probe, OwnUsage usage, Meters meters) {}
