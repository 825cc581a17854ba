package dev.clawgateway.server.reload;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.server.config.ConfigLoader;
import java.util.List;

/**
 * The configuration of a process, which it can read again.
 *
 * @param source where the configuration is, to be read again
 * @param loaded what it said
 * @param parts of the process that go by the configuration, too
 * @param observers of reloads
 */
public record ReloadSetup(
        ConfigLoader.Source source,
        ConfigLoader.Loaded loaded,
        List<Reloadable> parts,
        List<ReloadObserver> observers) {
    public ReloadSetup {
        parts = List.copyOf(parts);
        observers = List.copyOf(observers);
    }

    /** Everything of the process has joined; what is started with it has not. */
    public Reload reload(Time time) {
        Reload reload = new Reload(source, loaded, new ReloadRecord(time), observers);
        parts.forEach(reload::join);
        return reload;
    }
}
