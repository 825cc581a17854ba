package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.ConfigProblem;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and has the running gateway go by it: all of what can change while
 * it runs, or nothing. One at a time, on a thread that may block; the questions are for any.
 */
public final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final List<ConfigProblem> UNEXPECTED =
            List.of(new ConfigProblem(null, null, null, "internal error; the log says more"));

    private final ConfigLoader.Source source;
    private final Reloadable parts;
    private final List<ReloadObserver> observers;
    private final ReentrantLock one = new ReentrantLock();
    private volatile ConfigLoader.Loaded inForce;

    /**
     * Of a gateway that runs by a configuration.
     *
     * @param source where that was read, and will be
     * @param inForce as it was read
     * @param parts everything that goes by it
     */
    public Reload(
            ConfigLoader.Source source,
            ConfigLoader.Loaded inForce,
            Reloadable parts,
            List<ReloadObserver> observers) {
        this.source = source;
        this.inForce = inForce;
        this.parts = parts;
        this.observers = List.copyOf(observers);
    }

    /** Every key as it is in force now. */
    public List<Setting> inForce() {
        return inForce.settings();
    }

    /** Reads it, and changes what has changed. */
    public ReloadResult now() {
        one.lock();
        try {
            observers.forEach(ReloadObserver::begins);
            ReloadResult result = read(true);
            observers.forEach(observer -> observer.ended(result));
            return result;
        } finally {
            one.unlock();
        }
    }

    /** What would come of it, were it read now; changes nothing. */
    public ReloadResult tried() {
        one.lock();
        try {
            return read(false);
        } finally {
            one.unlock();
        }
    }

    private ReloadResult read(boolean change) {
        ConfigLoader.Loaded read;
        GatewayConfig next;
        Prepared ready;
        try {
            read = source.read();
            next = ConfigMerge.of(inForce.config(), read.config());
            ready = parts.prepare(next);
        } catch (ConfigException | ReloadException refused) {
            return refused(refused);
        } catch (RuntimeException broken) {
            LOG.atError().setCause(broken).log("the configuration could not be read again");
            return refused(new ReloadException(UNEXPECTED));
        }
        ReloadResult.Applied result = split(Difference.between(inForce(), read.settings()));
        if (change) {
            ready.run(); // cannot fail
            inForce = new ConfigLoader.Loaded(next, merged(read.settings(), result.waiting()));
        } else {
            ready.discard();
        }
        return result;
    }

    private static ReloadResult refused(Exception why) {
        return new ReloadResult.Refused(
                switch (why) {
                    case ConfigException unusable -> unusable.problems();
                    case ReloadException refused -> refused.problems();
                    default -> throw new IllegalArgumentException(why);
                });
    }

    private static ReloadResult.Applied split(List<Difference> differences) {
        return new ReloadResult.Applied(
                differences.stream().filter(Difference::atOnce).toList(),
                differences.stream().filter(difference -> !difference.atOnce()).toList());
    }

    /** What was read, but for what is not in force yet. */
    private List<Setting> merged(List<Setting> read, List<Difference> waiting) {
        Map<String, Setting> before = new HashMap<>();
        inForce().forEach(setting -> before.put(setting.key(), setting));
        List<Setting> merged = new ArrayList<>();
        for (Setting setting : read) {
            boolean waits = waiting.stream().anyMatch(one -> one.key().equals(setting.key()));
            Setting kept = waits ? before.get(setting.key()) : setting;
            if (kept != null) {
                merged.add(kept);
            }
        }
        waiting.stream()
                .filter(one -> read.stream().noneMatch(is -> is.key().equals(one.key())))
                .map(one -> before.get(one.key()))
                .forEach(merged::add);
        return merged;
    }
}
