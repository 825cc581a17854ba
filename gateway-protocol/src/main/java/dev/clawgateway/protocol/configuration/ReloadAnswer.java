package dev.clawgateway.protocol.configuration;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;

/**
 * What came of reading a configuration.
 *
 * @param changed what counts from now on
 * @param waiting what counts after a restart
 * @param problems why nothing of it counts; empty where it does
 */
public record ReloadAnswer(List<Change> changed, List<Change> waiting, List<String> problems) {
    private static final Kind<List<Change>> CHANGES =
            Kinds.list(
                    Kinds.object(
                            change ->
                                    new Change(
                                            change.required("key", Kinds.TEXT),
                                            change.required("before", Kinds.TEXT),
                                            change.required("after", Kinds.TEXT)),
                            (change, out) ->
                                    out.required("key", Kinds.TEXT, change.key)
                                            .required("before", Kinds.TEXT, change.before)
                                            .required("after", Kinds.TEXT, change.after)));

    public ReloadAnswer {
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
        problems = List.copyOf(problems);
    }

    /** A key, its values as they would be written; secrets hidden. */
    public record Change(String key, String before, String after) {}

    public byte[] write() {
        return JsonTree.write(out ->
                out.required("applied", Kinds.FLAG, problems.isEmpty())
                        .required("changed", CHANGES, changed)
                        .required("waiting", CHANGES, waiting)
                        .required("problems", Kinds.TEXTS, problems));
    }

    public static ReloadAnswer read(byte[] body) throws JsonFormatException {
        Members answer = Value.root(JsonTree.parse(body), "reload").members();
        return new ReloadAnswer(
                answer.required("changed", CHANGES),
                answer.required("waiting", CHANGES),
                answer.required("problems", Kinds.TEXTS));
    }
}
