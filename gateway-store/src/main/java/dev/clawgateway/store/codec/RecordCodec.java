package dev.clawgateway.store.codec;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.GpuSelector;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdConvertingSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.util.StdConverter;

/**
 * The core's records as JSON: one member per component in snake case, ids and selectors as their
 * text, times in ISO 8601, enums by name, members of sealed families with their name beside. Safe
 * from any thread.
 *
 * <p>Reading is strict: a member that is missing or unknown is an error, because guessing would
 * lose state. So a record that gains, loses or renames a component needs a new {@link #FORMAT} and
 * a conversion from the old one in {@link OlderForms}; the golden records among the tests notice.
 */
public final class RecordCodec {
    /** Version of the stored form. A store keeps it beside its records. */
    public static final int FORMAT = 4;

    private final ObjectMapper mapper = mapper();

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .addModule(scalars())
                        .addModule(workloads())
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        Unrevised.RECORDS.forEach(record -> builder.addMixIn(record, Unrevised.Written.class));
        builder.annotationIntrospector(new Unrevised());
        builder.injectableValues(new InjectableValues.Std().addValue(Unrevised.NONE, 0L));
        List.of(Principal.class, Subject.class, Command.class, Outcome.class)
                .forEach(family -> SealedTypes.add(builder, family));
        return builder.build();
    }

    private static SimpleModule scalars() {
        return new SimpleModule("core")
                .addSerializer(NodeId.class, ToStringSerializer.instance)
                .addDeserializer(NodeId.class, new TextDeserializer<>(NodeId.class, NodeId::parse))
                .addSerializer(WorkloadId.class, ToStringSerializer.instance)
                .addDeserializer(
                        WorkloadId.class,
                        new TextDeserializer<>(WorkloadId.class, WorkloadId::parse))
                .addSerializer(GpuSelector.class, ToStringSerializer.instance)
                .addDeserializer(
                        GpuSelector.class,
                        new TextDeserializer<>(GpuSelector.class, GpuSelector::parse));
    }

    /** A workload is a family of records, and one shape in store. */
    private static SimpleModule workloads() {
        return new SimpleModule("workloads")
                .addSerializer(
                        new StdConvertingSerializer(
                                WorkloadRecord.class,
                                new StdConverter<WorkloadRecord, StoredWorkload>() {
                                    @Override
                                    public StoredWorkload convert(WorkloadRecord workload) {
                                        return StoredWorkload.of(workload);
                                    }
                                }))
                .addDeserializer(
                        WorkloadRecord.class,
                        new StdConvertingDeserializer<>(
                                new StdConverter<StoredWorkload, WorkloadRecord>() {
                                    @Override
                                    public WorkloadRecord convert(StoredWorkload stored) {
                                        return stored.record();
                                    }
                                }));
    }

    public byte[] encode(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /**
     * Reads a record that may be of an older format.
     *
     * @param format from 1 to {@link #FORMAT}
     * @throws IllegalArgumentException when the bytes are not such a record of that format
     */
    public <T> T decode(byte[] bytes, Class<T> type, int format) {
        if (format == FORMAT) {
            return decode(bytes, type);
        }
        try {
            JsonNode record = mapper.readTree(bytes);
            if (type == NodeRecord.class) {
                OlderForms.node(record, format);
            } else if (type == WorkloadRecord.class || type == StoredWorkload.class) {
                OlderForms.workload(record, format);
            } else if (type == Event.class) {
                OlderForms.event(record, format);
            }
            return mapper.treeToValue(record, type);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not such a record. */
    public <T> T decode(byte[] bytes, Class<T> type) {
        try {
            return mapper.readValue(bytes, type);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }
}
