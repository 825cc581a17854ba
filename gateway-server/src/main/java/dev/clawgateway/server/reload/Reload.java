package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
            problem("internal error; the log says more");
    private static final List<ConfigProblem> EARLY =
            problem("the gateway is starting; try again in a moment");

    private final ConfigLoader.Source source;
    private final List<Reloadable> parts = new CopyOnWriteArrayList<>();
    private final ReloadRecord record;
    private final List<ReloadObserver> observers;
    private final ReentrantLock one = new ReentrantLock();
    private final SpareFiles spare = new SpareFiles();
    private volatile boolean open;
    private volatile ConfigLoader.Loaded inForce;

    /**
     * Of a gateway that runs by a configuration.
     *
     * @param source where that was read, and will be
     * @param inForce as it was read
     */
    public Reload(
            ConfigLoader.Source source,
            ConfigLoader.Loaded inForce,
            ReloadRecord record,
            List<ReloadObserver> others) {
        this.source = source;
        this.inForce = inForce;
        this.record = record;
        List<ReloadObserver> all = new ArrayList<>(others);
        all.add(record);
        observers = new CopyOnWriteArrayList<>(all);
    }

    /** From now on this goes by the configuration, too. To be said before the first reload. */
    public void join(Reloadable part) {
        parts.add(part);
    }

    /** Is told of reloads, too. To be said before the first. */
    public void observe(ReloadObserver observer) {
        observers.add(observer);
    }

    /** Everything has joined; until then nothing is read. */
    public void open() {
        open = true;
    }

    /** What is told of reloads. */
    public ReloadRecord record() {
        return record;
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
        spare.give();
        try {
            return readAgain(change);
        } finally {
            spare.takeBack();
        }
    }

    private ReloadResult readAgain(boolean change) {
        if (!open) {
            return new ReloadResult.Refused(EARLY);
        }
        ConfigLoader.Loaded read;
        GatewayConfig next;
        Prepared ready;
        try {
            read = source.read();
            next = ConfigMerge.of(inForce.config(), read.config());
            ready = new JointChange(parts).prepare(next);
        } catch (ConfigException unusable) {
            return new ReloadResult.Refused(unusable.problems());
        } catch (ReloadException refused) {
            return new ReloadResult.Refused(refused.problems());
        } catch (RuntimeException broken) {
            LOG.atError().setCause(broken).log("the configuration could not be read again");
            return new ReloadResult.Refused(UNEXPECTED);
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

    private static List<ConfigProblem> problem(String text) {
        return List.of(new ConfigProblem(null, null, null, text));
    }

    private static ReloadResult.Applied split(List<Difference> differences) {
        return new ReloadResult.Applied(
                differences.stream().filter(Difference::atOnce).toList(),
                differences.stream().filter(difference -> !difference.atOnce()).toList());
    }

    /** What was read, but for what is not in force yet, such as listeners that came or went. */
    private List<Setting> merged(List<Setting> read, List<Difference> waiting) {
        Map<String, Setting> next = new HashMap<>();
        read.forEach(setting -> next.put(setting.key(), setting));
        waiting.forEach(difference -> next.remove(difference.key()));
        return inForce().stream()
                .map(setting -> next.getOrDefault(setting.key(), setting))
                .toList();
    }
}
