package dev.clawgateway.server.audit;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.core.Caller;
import java.util.Map;
import java.util.function.Consumer;

/** Has it written down whom another did not let in. What was shown is never written. */
public record AuditedAuthenticator(Authenticator judge, Audit audit) implements Authenticator {
    @Override
    public void authenticate(Introduction introduction, Consumer<Finding> finding) {
        judge.authenticate(
                introduction,
                found -> {
                    switch (found) {
                        case Finding.Known _ -> {}
                        case Finding.Refused(String why) -> audit.refused(entry(introduction, why));
                        case Finding.Later later -> audit.refused(entry(introduction, later.why()));
                    }
                    finding.accept(found);
                });
    }

    /** Who it says it is: nobody knows. */
    private static AuditEntry entry(Introduction introduction, String why) {
        return new AuditEntry(
                Caller.of(introduction.as(), introduction.dialect(), introduction.peer()),
                null,
                null,
                Map.of(),
                introduction.name() == null ? Map.of() : Map.of("name", introduction.name()),
                AuditEntry.Result.UNAUTHENTICATED,
                why);
    }
}
