package dev.clawgateway.control.operations.configuration;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's configuration. Safe from any thread. */
public final class ConfigurationOperations {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationOperations.class);

    private final Desk desk;
    private final Reconfiguration configuration;
    private final Executor disk;

    /**
     * Operations on a configuration.
     *
     * @param disk a thread of its own, which may wait
     */
    public ConfigurationOperations(Desk desk, Reconfiguration configuration, Executor disk) {
        this.desk = desk;
        this.configuration = configuration;
        this.disk = disk;
    }

    /** Has it read again, and gone by. */
    public void reload(Caller caller, Reply<Reconfigured> reply) {
        if (desk.admits(caller, Operation.RELOAD_CONFIGURATION, reply)) {
            AuditEntry wish =
                    AuditEntry.sent(
                            caller,
                            Operation.RELOAD_CONFIGURATION,
                            AuditEntry.About.GATEWAY,
                            Map.of());
            desk.doWritten(
                    wish, reply, () -> disk.execute(() -> answer(reply, configuration::reload)));
        }
    }

    /** What would change, were it read now. */
    public void compare(Caller caller, Reply<Reconfigured> reply) {
        if (desk.admits(caller, Operation.SHOW_CONFIGURATION, reply)) {
            disk.execute(() -> answer(reply, configuration::tried));
        }
    }

    /**
     * Has more logged, or less, until the configuration is read again.
     *
     * @param level one of those that the key {@code log.level} takes
     */
    public void setLogLevel(Caller caller, String level, Reply<String> reply) {
        if (desk.admits(caller, Operation.SET_LOG_LEVEL, reply)) {
            AuditEntry wish =
                    AuditEntry.sent(
                            caller,
                            Operation.SET_LOG_LEVEL,
                            AuditEntry.About.GATEWAY,
                            Map.of("level", level));
            desk.doWritten(
                    wish,
                    reply,
                    () -> {
                        configuration.logLevel(level);
                        reply.answer(new Answer.Given<>(level));
                    });
        }
    }

    /** Every key that is in force. */
    public void show(Caller caller, Reply<List<KnownSetting>> reply) {
        desk.ask(
                caller,
                Operation.SHOW_CONFIGURATION,
                reply,
                () -> new Answer.Given<>(configuration.inForce()));
    }

    private static void answer(Reply<Reconfigured> reply, Supplier<Reconfigured> doing) {
        Answer<Reconfigured> answer;
        try {
            answer = new Answer.Given<>(doing.get());
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("the configuration could not be read again");
            answer =
                    new Answer.Refused<>(
                            ErrorCode.INTERNAL, "internal error; the gateway's log says more");
        }
        reply.answer(answer);
    }
}
