package dev.clawgateway.server.dialect.openclaw.method;

import dev.clawgateway.protocol.openclaw.Scopes;
import java.util.Set;

/** Methods of OpenClaw that are not served here, and what it takes to be told so. */
final class Unserved {
    /** The command line asks for these only to see whether they are there. */
    private static final Set<String> READ =
            Set.of(
                    "cron.get",
                    "cron.runs",
                    "models.list",
                    "agents.list",
                    "agent.identity.get",
                    "skills.status",
                    "sessions.list",
                    "sessions.preview",
                    "chat.history",
                    "usage.status",
                    "usage.cost",
                    "tts.status",
                    "tts.providers",
                    "voicewake.get",
                    "talk.config",
                    "config.schema.lookup",
                    "system.info",
                    "audit.list",
                    "tasks.list");

    private static final Set<String> WRITE =
            Set.of(
                    "send",
                    "agent",
                    "agent.wait",
                    "wake",
                    "chat.send",
                    "chat.abort",
                    "talk.mode",
                    "voicewake.set",
                    "browser.request",
                    "tts.enable",
                    "tts.disable",
                    "tts.convert",
                    "tts.setProvider");

    private static final Set<String> APPROVALS =
            Set.of("exec.approval.request", "exec.approval.waitDecision", "exec.approval.resolve");

    private Unserved() {}

    /** What a name needs that nobody serves: admin, unless OpenClaw asks less. */
    static String scope(String name) {
        if (READ.contains(name)) {
            return Scopes.READ;
        } else if (WRITE.contains(name)) {
            return Scopes.WRITE;
        } else if (APPROVALS.contains(name)) {
            return Scopes.APPROVALS;
        }
        return Scopes.ADMIN;
    }
}
