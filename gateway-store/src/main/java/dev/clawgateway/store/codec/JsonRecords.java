package dev.clawgateway.store.codec;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.workload.GpuSelector;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Records as JSON: one member per component in snake case, ids and selectors as their text, times
 * in ISO 8601, enums by name, members of sealed families with their name beside. Descent is strict:
 * a member that is missing or unknown is an error. Safe from any thread.
 */
final class JsonRecords {
    private final ObjectMapper mapper = mapper();

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .addModule(scalars())
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        List.of(Principal.class, Subject.class, Holder.class, Command.class, Outcome.class)
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

    byte[] encode(Record value) {
        return mapper.writeValueAsBytes(value);
    }

    /** Throws {@link IllegalArgumentException} when the bytes are not such a record. */
    <T extends Record> T decode(byte[] bytes, Class<T> type) {
        try {
            return mapper.readValue(bytes, type);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }
}
