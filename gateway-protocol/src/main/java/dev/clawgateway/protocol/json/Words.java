package dev.clawgateway.protocol.json;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * An enum on the wire: its constants in lower snake_case, case-sensitive, and on input also the
 * words of the product document (section 7).
 */
public final class Words<E extends Enum<E>> implements Kind<E> {
    private final EnumMap<E, String> words;
    private final Map<String, E> constants = new HashMap<>();
    private final String expected;

    public Words(Class<E> type) {
        this(type, Map.of());
    }

    public Words(Class<E> type, Map<String, E> aliases) {
        words = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            words.put(constant, word);
            constants.put(word, constant);
        }
        constants.putAll(aliases);
        expected = "one of " + String.join(", ", words.values());
    }

    @Override
    public E read(Value value) throws JsonFormatException {
        E constant = value.json().isString() ? constants.get(value.text()) : null;
        if (constant == null) {
            throw value.mustBe(expected);
        }
        return constant;
    }

    @Override
    public void write(E value, JsonGenerator out) {
        out.writeString(words.get(value));
    }
}
