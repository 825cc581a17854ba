package dev.clawgateway.server.dialect.api.fleet;

import dev.clawgateway.control.operations.fleet.Column;
import dev.clawgateway.control.operations.fleet.FleetMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import java.util.Arrays;

/** The map of all devices in the words of the API, which are many: written without a detour. */
final class MapWords {
    /** A negative number stands for nothing. */
    private static final Kind<Column> COLUMN =
            Kinds.written((column, out) -> {
                out.writeStartArray();
                for (int place = 0; place < column.size(); place++) {
                    int number = column.at(place);
                    if (number < 0) {
                        out.writeNull();
                    } else {
                        out.writeNumber(number);
                    }
                }
                out.writeEndArray();
            });

    private MapWords() {}

    static byte[] of(FleetMap map) {
        return JsonTree.write(out ->
                out.required("at", Kinds.TIME, map.at())
                        .required("revision", Kinds.U64, map.revision())
                        .required(
                                "states",
                                Kinds.TEXTS,
                                Arrays.stream(FleetMap.State.values())
                                        .map(FleetWords::word)
                                        .toList())
                        .required("models", Kinds.TEXTS, map.models())
                        .required(
                                "node_ids",
                                Kinds.TEXTS,
                                map.ids().stream().map(NodeId::toString).toList())
                        .required("node_names", Kinds.TEXTS, map.names())
                        .required("node_devices", COLUMN, map.devices())
                        .required("model", COLUMN, map.model())
                        .required("state", COLUMN, map.state())
                        .required("held_percent", COLUMN, map.heldPercent())
                        .required("utilization_percent", COLUMN, map.use())
                        .required("temperature_celsius", COLUMN, map.celsius()));
    }
}
