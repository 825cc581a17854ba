package dev.clawgateway.control;

import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.settings.CoreSettings;
import java.util.function.Consumer;

/**
 * What a loop decides by, and may change while it runs.
 *
 * @param placer has a placement engine go by the same; on the control thread
 */
public record LoopSettings(CoreSettings core, Consumer<Placer> placer) {}
