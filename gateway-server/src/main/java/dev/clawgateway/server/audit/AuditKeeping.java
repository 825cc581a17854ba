package dev.clawgateway.server.audit;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.access.AuditRecords;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the audit log about once a second, on a thread that may wait for its disk, and has
 * the store note how far it is safe.
 */
public final class AuditKeeping {
    private final @Nullable AuditLog log;
    private final GatewayRuntime runtime;
    private final Executor disk;
    private final CommandInbox inbox;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile AuditMark noted = AuditMark.NONE;

    /**
     * Keeps a log.
     *
     * @param log null where none is kept
     */
    public AuditKeeping(@Nullable AuditLog log, GatewayRuntime runtime, CommandInbox inbox) {
        this.log = log;
        this.runtime = runtime;
        this.inbox = inbox;
        disk = log == null ? Runnable::run : runtime.serial("audit");
    }

    /** Looks again and again from now on. */
    public void repeat(Duration pause) {
        if (log != null) {
            runtime.repeat("audit", pause, this::look);
        }
    }

    /** The log, or none. */
    public Audit audit() {
        return log == null ? Audit.NONE : log;
    }

    /** For whoever reads it; null where nobody can. */
    public @Nullable AuditRecords records() {
        return log == null ? null : log.records();
    }

    /** How the desk has changes written down. */
    public Desk.Account account() {
        return new Desk.Account(audit(), disk);
    }

    /** Before anybody gets in. */
    public void begin(AuditMark byTheStore) {
        if (log != null) {
            noted = byTheStore;
            log.begin(byTheStore);
        }
    }

    /** A duty: returns at once, and does nothing while the last look goes on. */
    private void look() {
        if (log != null && looking.compareAndSet(false, true)) {
            disk.execute(() -> {
                try {
                    note(log.look());
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void note(AuditMark safe) {
        if (safe.number() > noted.number()
                && inbox.offer(Caller.GATEWAY, new Command.NoteAudit(safe), _ -> {})) {
            noted = safe;
        }
    }

    /** Nobody gets in any more, and the store still takes what it is told. */
    public void rest() {
        if (log != null) {
            note(log.look());
        }
    }

    /** Nothing is changed any more. */
    public void end() {
        if (log != null) {
            log.end();
        }
    }

    /** For {@code /health}, as things are now. */
    public List<String> warnings() {
        return log == null ? List.of() : log.warnings();
    }

    /** For Prometheus; none where no log is kept. */
    public List<Figure> figures() {
        if (log == null) {
            return List.of();
        }
        AuditLog kept = log;
        return List.of(
                Figure.counter(
                        "gateway.audit.lines",
                        "Lines written to the audit log",
                        Map.of(),
                        kept::lines),
                Figure.counter(
                        "gateway.audit.refusals.summed",
                        "Refusals that were counted in the audit log instead of written",
                        Map.of(),
                        kept::summed),
                Figure.counter(
                        "gateway.audit.alarms",
                        "Times the audit log could not be written, or was touched by others",
                        Map.of(),
                        kept::alarms),
                Figure.gauge(
                        "gateway.audit.writable",
                        "Whether the audit log can be written; while not, nothing is changed",
                        Map.of(),
                        () -> kept.ready() ? 1 : 0));
    }
}
