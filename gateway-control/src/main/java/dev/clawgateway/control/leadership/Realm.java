package dev.clawgateway.control.leadership;

import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.PublishedView;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.Time;
import java.util.function.Supplier;

/**
 * What every reign is given, and leaves to the next.
 *
 * @param placers makes an empty one for each reign
 * @param inboxCommands that may wait; further ones are not taken
 * @param repeater of the turns of a reign
 * @param audit of what persons and programs change
 */
public record Realm(
        Supplier<Placer> placers,
        Supplier<CoreSettings> settings,
        PublishedView view,
        EffectOutlet outlet,
        LoopObserver observer,
        Time time,
        int inboxCommands,
        Repeater repeater,
        Audit audit) {}
