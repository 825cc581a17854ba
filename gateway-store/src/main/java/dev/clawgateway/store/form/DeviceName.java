package dev.clawgateway.store.form;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a vendor calls a device: {@code GPU-} and a UUID, which is written as that, or any text. A
 * workload names each device it holds, and is written with each of its states.
 */
final class DeviceName extends FieldShape<String> {
    private static final int TEXT = 1;
    private static final int GPU = 2;
    private static final String PREFIX = "GPU-";

    @Override
    void put(String name, int tag, Message into) {
        Message message = new Message();
        UUID gpu = gpu(name);
        if (gpu == null) {
            Shapes.TEXT.putIfSaid(name, TEXT, message);
        } else {
            Shapes.UUID.put(gpu, GPU, message);
        }
        into.put(tag, message);
    }

    /** Null where the name is no more than a text. */
    private static @Nullable UUID gpu(String name) {
        if (!name.startsWith(PREFIX)) {
            return null;
        }
        String rest = name.substring(PREFIX.length());
        try {
            UUID gpu = UUID.fromString(rest);
            return gpu.toString().equals(rest) ? gpu : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    String take(Message from, int place, Descent descent) {
        Message message = Message.parse(from.bytes(place));
        if (message.size() == 0) {
            return "";
        } else if (message.size() == 1 && message.tag(0) == TEXT) {
            return Shapes.TEXT.take(message, 0, descent);
        } else if (message.size() == 1 && message.tag(0) == GPU) {
            return PREFIX + Shapes.UUID.take(message, 0, descent);
        }
        throw new IllegalArgumentException("it is no name of a device");
    }

    @Override
    String from(JsonNode json) {
        return Textual.text(json);
    }

    @Override
    String absent() {
        return "";
    }
}
