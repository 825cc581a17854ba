package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes news of what is told of a workload's output. */
record OutputReading(WorkloadId workload) implements RestNews.Reading<OutputNews> {
    private static final String STDERR = "stderr";

    @Override
    public void read(String type, JsonNode record, Deque<OutputNews> news)
            throws JsonFormatException {
        Members members = Value.root(record, "record").members();
        switch (type) {
            case "line" -> news.add(new OutputNews.Printed(part(members)));
            case "gap" -> news.add(gap(members));
            default -> {
                // Such as the beginning of an attempt.
            }
        }
    }

    /** Without numbers where nobody knows how much is missing. */
    private static OutputNews gap(Members gap) throws JsonFormatException {
        Long from = gap.optional("from", Kinds.U64);
        Long to = gap.optional("to", Kinds.U64);
        return from == null || to == null
                ? new OutputNews.BeganAnew()
                : new OutputNews.Missing(stderr(gap), to - from + 1);
    }

    private OutputPart part(Members line) throws JsonFormatException {
        List<String> text = List.of(line.required("text", Kinds.TEXT));
        return stderr(line)
                ? new OutputPart(workload, List.of(), text, null)
                : new OutputPart(workload, text, List.of(), null);
    }

    private static boolean stderr(Members record) throws JsonFormatException {
        return record.required("stream", Kinds.TEXT).equals(STDERR);
    }

    @Override
    public void anew(Deque<OutputNews> news) {
        news.add(new OutputNews.BeganAnew());
    }
}
