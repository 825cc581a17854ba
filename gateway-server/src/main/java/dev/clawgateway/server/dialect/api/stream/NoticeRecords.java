package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.http.stream.StreamForm;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Records about streams themselves, and how records are put together. */
final class NoticeRecords {
    private NoticeRecords() {}

    /** These numbers are not to be had. */
    static byte[] gap(StreamForm form, long from, long to) {
        return form.notice(
                "gap",
                JsonTree.write(out ->
                        out.required("type", Kinds.TEXT, "gap")
                                .required("from", Kinds.U64, from)
                                .required("to", Kinds.U64, to)));
    }

    /** Up to here everything was told that is for the reader. */
    static byte[] bookmark(StreamForm form, String what, long number, boolean firstToldAll) {
        return form.notice(
                "bookmark",
                JsonTree.write(out ->
                        out.required("type", Kinds.TEXT, "bookmark")
                                .required(what, Kinds.U64, number)
                                .unless(false, "initial_events_end", Kinds.FLAG, firstToldAll)));
    }

    static byte[] together(List<byte[]> records) {
        if (records.size() == 1) {
            return records.getFirst();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
