package dev.clawgateway.store.record;

import dev.clawgateway.core.FleetId;

/** The identity of the fleet, as an entry of its own. */
public record StoredFleet(FleetId id) {}
