package dev.clawgateway.protocol.api.node;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What devices measured, in steps of the same length.
 *
 * @param from when the first step begins
 * @param devices by index. Devices of which nothing is kept are not in it
 */
public record ApiReadings(Instant from, long stepSecs, List<Columns> devices) {
    public static final Kind<ApiReadings> KIND =
            Kinds.object(ApiReadings::read, ApiReadings::members);

    private static final Kind<List<@Nullable Integer>> COLUMN =
            Kinds.kind(ApiReadings::readColumn, ApiReadings::writeColumn);
    private static final Kind<List<Columns>> DEVICES =
            Kinds.list(Kinds.object(Columns::read, Columns::members));

    public ApiReadings {
        devices = List.copyOf(devices);
    }

    /**
     * What a device measured. A column has a point for each step, the last of which is not over
     * yet; null where nothing was measured.
     *
     * @param index the device's number on its node
     * @param utilizationPercent mean
     * @param utilizationMaxPercent the most
     * @param memoryUsedMib the most
     * @param temperatureCelsius the most
     * @param powerWatts mean
     */
    public record Columns(
            int index,
            List<@Nullable Integer> utilizationPercent,
            List<@Nullable Integer> utilizationMaxPercent,
            List<@Nullable Integer> memoryUsedMib,
            List<@Nullable Integer> temperatureCelsius,
            List<@Nullable Integer> powerWatts) {
        private static void members(Columns device, MemberWriter out) {
            out.required("index", Kinds.COUNT, device.index)
                    .required("utilization_percent", COLUMN, device.utilizationPercent)
                    .required("utilization_max_percent", COLUMN, device.utilizationMaxPercent)
                    .required("memory_used_mib", COLUMN, device.memoryUsedMib)
                    .required("temperature_celsius", COLUMN, device.temperatureCelsius)
                    .required("power_watts", COLUMN, device.powerWatts);
        }

        private static Columns read(Members m) throws JsonFormatException {
            return new Columns(
                    m.required("index", Kinds.COUNT),
                    m.required("utilization_percent", COLUMN),
                    m.required("utilization_max_percent", COLUMN),
                    m.required("memory_used_mib", COLUMN),
                    m.required("temperature_celsius", COLUMN),
                    m.required("power_watts", COLUMN));
        }
    }

    private static void members(ApiReadings readings, MemberWriter out) {
        out.required("from", Kinds.TIME, readings.from)
                .required("step_secs", Kinds.U64, readings.stepSecs)
                .required("devices", DEVICES, readings.devices);
    }

    private static ApiReadings read(Members m) throws JsonFormatException {
        return new ApiReadings(
                m.required("from", Kinds.TIME),
                m.required("step_secs", Kinds.U64),
                m.required("devices", DEVICES));
    }

    private static List<@Nullable Integer> readColumn(Value column) throws JsonFormatException {
        if (!column.json().isArray()) {
            throw column.mustBe("a list");
        }
        List<@Nullable Integer> points = new ArrayList<>(column.json().size());
        for (Value point : column.elements()) {
            points.add(point.isNull() ? null : Kinds.I32.read(point));
        }
        return Collections.unmodifiableList(points);
    }

    private static void writeColumn(List<@Nullable Integer> column, JsonGenerator out) {
        out.writeStartArray();
        for (Integer point : column) {
            if (point == null) {
                out.writeNull();
            } else {
                out.writeNumber(point);
            }
        }
        out.writeEndArray();
    }
}
