package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.About;
import dev.clawgateway.control.access.KeyRotation;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.AccessCommand;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the key that tokens are signed with. Safe from any thread. */
public final class KeyOperations {
    private static final Logger LOG = LoggerFactory.getLogger(KeyOperations.class);

    private final Desk desk;
    private final KeyRotation rotation;
    private final Executor disk;

    /**
     * Operations on keys.
     *
     * @param disk a thread of its own, which may wait
     */
    public KeyOperations(Desk desk, KeyRotation rotation, Executor disk) {
        this.desk = desk;
        this.rotation = rotation;
        this.disk = disk;
    }

    /** Answers in words what was done. */
    public void rotate(Caller caller, Reply<String> reply) {
        if (desk.admits(caller, Operation.ROTATE_KEYS, reply)) {
            // Written down before, since the key cannot be changed back.
            AuditEntry wish =
                    AuditEntry.sent(caller, Operation.ROTATE_KEYS, About.GATEWAY, Map.of());
            desk.doWritten(wish, reply, () -> disk.execute(() -> rotateNow(caller, reply)));
        }
    }

    private void rotateNow(Caller caller, Reply<String> reply) {
        String done;
        try {
            done = rotation.rotate();
        } catch (UnsupportedOperationException configured) {
            reply.answer(
                    new Answer.Refused<>(
                            ErrorCode.CONFLICT, String.valueOf(configured.getMessage())));
            return;
        } catch (IOException | RuntimeException failure) {
            LOG.atError().setCause(failure).log("the signing key could not be changed");
            reply.answer(
                    new Answer.Refused<>(
                            ErrorCode.INTERNAL,
                            "the signing key could not be changed; the gateway's log says more"));
            return;
        }
        // The key is changed, whether the history hears of it or not.
        Answer<String> told = new Answer.Given<>(done);
        desk.place(caller, new AccessCommand.NoteKey(done), _ -> reply.answer(told), _ -> done);
    }
}
