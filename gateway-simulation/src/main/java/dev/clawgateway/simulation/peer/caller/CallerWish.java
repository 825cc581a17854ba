package dev.clawgateway.simulation.peer.caller;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants done once: a request that is sent until each part of it has its answer, and
 * perhaps again after that.
 */
final class CallerWish {
    private static final String SPACES = "/api/v1/workspaces";

    private final String method;
    private final String path;
    private final String contentType;
    private final String key;
    private final String body;
    private final String other;
    private final List<Part> parts;

    /** One thing that is wanted. */
    static final class Part {
        private final String name;
        private final CliRequest what;
        private long request;
        private boolean over;
        private boolean refused;
        private int unanswered;

        /**
         * @param name of its key, with the number of its line where the key is of all of them
         * @param what as an operator would ask for it
         */
        Part(String name, CliRequest what) {
            this.name = name;
            this.what = what;
        }

        String name() {
            return name;
        }

        CliRequest what() {
            return what;
        }

        /** As which it is told of; 0 before it was sent. */
        long request() {
            return request;
        }

        /** Whether it is asked for anew: for the first time, or after it was refused. */
        boolean fresh() {
            return request == 0 || refused;
        }

        void askedAs(long number) {
            request = number;
            over = false;
            refused = false;
        }

        void sent() {
            unanswered++;
        }

        /** One of those that were sent has its answer. */
        void heard() {
            unanswered--;
        }

        /** What was sent and has no answer may be done yet, whatever becomes of the others. */
        boolean mayComeYet() {
            return unanswered > 0;
        }

        boolean over() {
            return over;
        }

        void end(boolean byRefusal) {
            over = true;
            refused = byRefusal;
        }
    }

    private CallerWish(
            String path,
            String contentType,
            String key,
            String body,
            String other,
            List<Part> parts) {
        this("POST", path, contentType, key, body, other, parts);
    }

    private CallerWish(
            String method,
            String path,
            String contentType,
            String key,
            String body,
            String other,
            List<Part> parts) {
        this.method = method;
        this.path = path;
        this.contentType = contentType;
        this.key = key;
        this.body = body;
        this.other = other;
        this.parts = List.copyOf(parts);
    }

    /** Something is to run, and waits if it has to. */
    static CallerWish submission(String key, WorkloadSpec spec) {
        return new CallerWish(
                "/api/v1/workloads",
                "application/json",
                key,
                CallerText.submission(null, spec, true),
                CallerText.submission(null, spec, false),
                List.of(new Part(key, new CliRequest.StartWorkload(null, spec, true))));
    }

    /**
     * Many are to run.
     *
     * @param own whether each has a key of its own; otherwise one is made of the file's and the
     *     line
     */
    static CallerWish file(String key, List<WorkloadSpec> specs, boolean own) {
        StringBuilder body = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        for (WorkloadSpec spec : specs) {
            String line = key + "-" + (parts.size() + 1);
            body.append(CallerText.submission(own ? line : null, spec, true)).append('\n');
            parts.add(new Part(line, new CliRequest.StartWorkload(null, spec, true)));
        }
        return new CallerWish(
                "/api/v1/workloads", "application/x-ndjson", key, body.toString(), "", parts);
    }

    /** A workload is to end. */
    static CallerWish stop(String key, CliRequest.StopWorkload what) {
        return new CallerWish(
                "/api/v1/workloads/" + what.workloadId() + "/stop",
                "application/json",
                key,
                "{\"force\":" + what.force() + "}",
                "{\"force\":" + !what.force() + "}",
                List.of(new Part(key, what)));
    }

    /** A workspace is to be made. */
    static CallerWish space(String key, WorkspaceWish wanted, WorkloadSpec spec) {
        return new CallerWish(
                SPACES,
                "application/json",
                key,
                CallerText.space(wanted),
                CallerText.space(CallerText.renamed(wanted)),
                List.of(new Part(key, new CliRequest.StartWorkload(null, spec, true))));
    }

    /** One is to go, and its workload with it. */
    static CallerWish deletion(String key, String space, WorkloadId workload) {
        return new CallerWish(
                "DELETE",
                SPACES + "/" + space,
                "application/json",
                key,
                "",
                "{}",
                List.of(new Part(key, new CliRequest.StopWorkload(workload, false))));
    }

    /** The question for all workspaces. */
    static byte[] listing() {
        return ("GET "
                        + SPACES
                        + "?limit=1000 HTTP/1.1\r\nHost: gateway:8080\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Another request under the same key; a file has none. */
    byte[] other() {
        return text(other);
    }

    List<Part> parts() {
        return parts;
    }

    String key() {
        return key;
    }

    boolean many() {
        return contentType.endsWith("ndjson");
    }

    boolean over() {
        return parts.stream().allMatch(Part::over);
    }

    /** Whether each part was granted, so that its key is taken. */
    boolean granted() {
        return parts.stream().allMatch(part -> part.over() && !part.fresh());
    }

    /** The part of that name; null where there is none. */
    @Nullable Part part(int line) {
        return line < 1 || line > parts.size() ? null : parts.get(line - 1);
    }

    byte[] request() {
        return text(body);
    }

    private byte[] text(String content) {
        return (method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: gateway:8080\r\nConnection: close\r\nContent-Type: "
                        + contentType
                        + "\r\nIdempotency-Key: "
                        + key
                        + "\r\nContent-Length: "
                        + content.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + content)
                .getBytes(StandardCharsets.UTF_8);
    }
}
