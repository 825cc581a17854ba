package dev.clawgateway.server.http.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a stream ends.
 *
 * @param reason a stable word for programs
 * @param detail for people; null where the reason says it all
 * @param pause before it is worth coming again; null where that is no use
 */
public record StreamEnd(String reason, @Nullable String detail, @Nullable Duration pause) {
    /** The gateway stops. */
    public static final String SHUTTING_DOWN = "shutting_down";

    /** The reader did not read. */
    public static final String SLOW = "slow";

    /** The credential has ended, or was taken back. */
    public static final String CREDENTIAL = "credential_ended";

    /** What comes next is kept no more, or is of another history. */
    public static final String GONE = "gone";

    /** There is nothing more to tell. */
    public static final String COMPLETE = "complete";

    /** A fault of the gateway. */
    public static final String INTERNAL = "internal";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANY = Duration.ofSeconds(2);

    byte[] in(StreamForm form) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("type", "end");
        record.put("reason", reason);
        if (detail != null) {
            record.put("detail", detail);
        }
        record.put("retry_secs", pause == null ? null : Math.max(1, pause.toSeconds()));
        byte[] json = JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
        return form.end(json, pause == null ? ANY : pause);
    }
}
