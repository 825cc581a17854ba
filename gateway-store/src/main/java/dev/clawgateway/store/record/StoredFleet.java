package dev.clawgateway.store.record;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.record.ReignMark;
import java.util.List;

/** The identity of the fleet and its reigns, as an entry of its own. */
public record StoredFleet(FleetId id, List<ReignMark> reigns) {}
