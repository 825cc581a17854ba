package dev.clawgateway.server.reload;

import dev.clawgateway.control.operations.configuration.ChangedKey;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.control.operations.configuration.Reconfiguration;
import dev.clawgateway.control.operations.configuration.Reconfigured;
import dev.clawgateway.server.config.LogConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reloads that somebody has asked for. */
public final class OrderedReload implements Reconfiguration {
    private final Reload reload;
    private final Consumer<LogConfig.Level> log;

    /**
     * Of a process.
     *
     * @param log takes another level at once
     */
    public OrderedReload(Reload reload, Consumer<LogConfig.Level> log) {
        this.reload = reload;
        this.log = log;
    }

    @Override
    public Reconfigured reload() {
        return translated(reload.now());
    }

    @Override
    public Reconfigured tried() {
        return translated(reload.tried());
    }

    @Override
    public List<KnownSetting> inForce() {
        return reload.inForce().stream()
                .map(setting -> new KnownSetting(setting.key(), setting.value(), setting.place()))
                .toList();
    }

    @Override
    public void logLevel(String level) {
        log.accept(LogConfig.Level.valueOf(level.toUpperCase(Locale.ROOT)));
    }

    private static Reconfigured translated(ReloadResult result) {
        return switch (result) {
            case ReloadResult.Applied(List<Difference> changed, List<Difference> waiting) ->
                    new Reconfigured(keys(changed), keys(waiting), List.of());
            case ReloadResult.Refused(List<ConfigProblem> problems) ->
                    new Reconfigured(
                            List.of(),
                            List.of(),
                            problems.stream().map(ConfigProblem::toString).toList());
        };
    }

    private static List<ChangedKey> keys(List<Difference> differences) {
        return differences.stream()
                .map(one -> new ChangedKey(one.key(), one.before(), one.after()))
                .toList();
    }
}
