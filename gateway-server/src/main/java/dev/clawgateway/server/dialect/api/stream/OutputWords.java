package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.OutputMark;
import dev.clawgateway.control.operations.follow.PrintedPart;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.server.http.stream.StreamForm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Output in the words of the API, and for people. */
final class OutputWords {
    private static final Kind<OutputMark> MARK = Kinds.writtenObject(OutputWords::members);

    private OutputWords() {}

    /** A record of a stream; empty where there is nothing to say in that form. */
    static byte[] record(OutputMark mark, StreamForm form) {
        if (form == StreamForm.TEXT) {
            String text = text(mark);
            return text == null ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] json = JsonTree.write(MARK, mark);
        return switch (mark) {
            case OutputMark.Line line -> form.record(OutputPlaces.text(line.next()), json);
            case OutputMark.Begins _ -> form.notice("attempt", json);
            case OutputMark.Lost _, OutputMark.BeganAnew _ -> form.notice("gap", json);
        };
    }

    private static void members(OutputMark mark, MemberWriter out) {
        switch (mark) {
            case OutputMark.Line line -> {
                out.required("type", Kinds.TEXT, "line")
                        .required("stream", Kinds.TEXT, stream(line.stderr()))
                        .required("line", Kinds.U64, line.number());
                if (line.attempt() > 0) {
                    out.required("attempt", Kinds.COUNT, line.attempt());
                }
                out.required("text", Kinds.TEXT, line.text());
            }
            case OutputMark.Begins(int attempt) ->
                    out.required("type", Kinds.TEXT, "attempt")
                            .required("attempt", Kinds.COUNT, attempt);
            case OutputMark.Lost(boolean stderr, long from, long to) ->
                    out.required("type", Kinds.TEXT, "gap")
                            .required("stream", Kinds.TEXT, stream(stderr))
                            .required("from", Kinds.U64, from)
                            .required("to", Kinds.U64, to);
            case OutputMark.BeganAnew _ -> out.required("type", Kinds.TEXT, "gap");
        }
    }

    private static @Nullable String text(OutputMark mark) {
        return switch (mark) {
            case OutputMark.Line line -> line.text();
            case OutputMark.Begins(int attempt) ->
                    attempt == 1 ? null : "[attempt " + attempt + " begins]";
            case OutputMark.Lost(boolean stderr, long from, long to) ->
                    "[lines %d to %d of %s are kept no more]".formatted(from, to, stream(stderr));
            case OutputMark.BeganAnew _ -> "[what was printed before is kept no more]";
        };
    }

    private static String stream(boolean stderr) {
        return stderr ? "stderr" : "stdout";
    }

    /** How it ended: the last record before the end of the stream. */
    static byte[] ended(@Nullable WorkloadRecord workload, StreamForm form) {
        return form.notice(
                "ended",
                JsonTree.write(out -> {
                    out.required("type", Kinds.TEXT, "ended");
                    state(workload, out);
                }));
    }

    private static void state(@Nullable WorkloadRecord workload, MemberWriter out) {
        out.nullable(
                "state",
                Kinds.TEXT,
                workload == null ? null : workload.state().name().toLowerCase(Locale.ROOT));
        if (workload != null) {
            out.required("attempt", Kinds.COUNT, workload.attempt())
                    .optional("exit_code", Kinds.I32, workload.exitCode())
                    .optional("reason", Kinds.TEXT, workload.reason());
        }
    }

    /** A page. */
    static byte[] page(PrintedPart part) {
        return JsonTree.write(out -> {
            out.required("items", Kinds.list(MARK), part.marks())
                    .required("next_offset", Kinds.TEXT, OutputPlaces.text(part.next()));
            state(part.workload(), out);
        });
    }

    /** The same for people. */
    static byte[] text(PrintedPart part) {
        return NoticeRecords.together(
                part.marks().stream().map(mark -> record(mark, StreamForm.TEXT)).toList());
    }
}
