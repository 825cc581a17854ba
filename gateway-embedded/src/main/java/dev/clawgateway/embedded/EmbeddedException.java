package dev.clawgateway.embedded;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A gateway cannot do what a program asked of it. The message is for people: what is wrong, and
 * what would be right. Unless it is {@link OutcomeUnknown} nothing was changed.
 */
public abstract sealed class EmbeddedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later without being changed. */
    public boolean retryHelps() {
        return false;
    }

    /** It cannot start. */
    public static final class CannotStart extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        private final Reason reason;

        CannotStart(Reason reason, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }

        /** What stands against a start. */
        public enum Reason {
            /** The message has a line for each fault. */
            CONFIGURATION,
            /** Certificate, key, or the authority of clients. */
            TLS,
            /** It cannot listen where it is told to. */
            ADDRESS,
            /** Another gateway has the data folder, in this process or another. */
            DATA_IN_USE,
            /** The data folder cannot be used. */
            DATA
        }
    }

    /** No such node is known. */
    public static final class NodeNotFound extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        private final transient @Nullable NodeId node;

        NodeNotFound(@Nullable NodeId node, String message) {
            super(message, null);
            this.node = node;
        }

        /** Null where it was not asked for by its id. */
        public @Nullable NodeId node() {
            return node;
        }
    }

    /** No such workload is known, or not any more. */
    public static final class WorkloadNotFound extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        private final transient @Nullable WorkloadId workload;

        WorkloadNotFound(@Nullable WorkloadId workload, String message) {
            super(message, null);
            this.workload = workload;
        }

        /** Null where it was not asked for by its id. */
        public @Nullable WorkloadId workload() {
            return workload;
        }
    }

    /** It fits nowhere now. The message counts the reasons over the fleet. */
    public static final class NoCapacity extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        NoCapacity(String message) {
            super(message, null);
        }

        @Override
        public boolean retryHelps() {
            return true;
        }
    }

    /** It was refused for another reason. */
    public static final class Refused extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        private final ErrorCode code;

        Refused(ErrorCode code, String message) {
            super(message, null);
            this.code = code;
        }

        public ErrorCode code() {
            return code;
        }

        @Override
        public boolean retryHelps() {
            return code.retryHelps();
        }
    }

    /** It was done or not: what is known of it has to be looked at. */
    public static final class OutcomeUnknown extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** There was no answer in time, or the thread was interrupted. Nothing was to be changed. */
    public static final class NoAnswer extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        NoAnswer(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryHelps() {
            return true;
        }
    }

    /** The gateway was closed. */
    public static final class Closed extends EmbeddedException {
        @Serial private static final long serialVersionUID = 1L;

        Closed() {
            super("this gateway is closed", null);
        }
    }
}
