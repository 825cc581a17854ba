package dev.clawgateway.store.form;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What is written as the 16 bytes of a UUID. */
final class Id<V> extends FieldShape<V> {
    private static final int BYTES = 2 * Long.BYTES;

    private final Function<V, UUID> toUuid;
    private final Function<UUID, V> ofUuid;

    Id(Function<V, UUID> toUuid, Function<UUID, V> ofUuid) {
        this.toUuid = toUuid;
        this.ofUuid = ofUuid;
    }

    @Override
    void put(V value, int tag, Message into) {
        UUID uuid = toUuid.apply(value);
        into.put(
                tag,
                ByteBuffer.allocate(BYTES)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array());
    }

    @Override
    V take(Message from, int place, Descent descent) {
        byte[] bytes = from.bytes(place);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "it has " + bytes.length + " bytes instead of " + BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return ofUuid.apply(new UUID(buffer.getLong(), buffer.getLong()));
    }

    @Override
    V from(JsonNode json) {
        return ofUuid.apply(UUID.fromString(Textual.text(json)));
    }
}
