package dev.clawgateway.control.access;

import java.util.ArrayList;
import java.util.List;

/** An account in memory, which can be made to fail. */
public final class MemoryAudit implements Audit {
    private final List<AuditEntry> entries = new ArrayList<>();
    private final List<AuditEntry> refusals = new ArrayList<>();
    private Runnable onWrite = () -> {};
    private boolean broken;

    /** What was written. */
    public List<AuditEntry> entries() {
        return entries;
    }

    public List<AuditEntry> refusals() {
        return refusals;
    }

    public void breakDown() {
        broken = true;
    }

    public void mend() {
        broken = false;
    }

    public void onWrite(Runnable told) {
        onWrite = told;
    }

    @Override
    public boolean kept() {
        return true;
    }

    @Override
    public boolean ready() {
        return !broken;
    }

    @Override
    public boolean write(List<AuditEntry> some) {
        onWrite.run();
        if (!broken) {
            entries.addAll(some);
        }
        return !broken;
    }

    @Override
    public void refused(AuditEntry entry) {
        refusals.add(entry);
    }
}
