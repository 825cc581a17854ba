package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.UrlProbe;
import dev.clawgateway.server.dialect.membership.OwnUsage;
import dev.clawgateway.server.metrics.Meters;

/**
 * What a gateway measures with: itself, its process, and whether its members are there.
 *
 * @param probe asks members whether they are there
 */
public record Instruments(UrlProbe probe, OwnUsage usage, Meters meters) {}
