package dev.clawgateway.store.form;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An enumeration by numbers, which have nothing to do with the order of its constants. The one with
 * 0 is meant where nothing is written.
 *
 * @param <E> the enumeration
 */
public final class WordNumbers<E extends Enum<E>> extends FieldShape<E> {
    private final Class<E> type;
    private final Map<E, Integer> numbers;
    private final Map<Integer, E> words = new HashMap<>();

    private WordNumbers(Class<E> type, Map<E, Integer> numbers) {
        this.type = type;
        this.numbers = numbers;
        numbers.forEach((word, number) -> words.put(number, word));
    }

    public static <E extends Enum<E>> WordNumbers<E> of(Class<E> type) {
        return new WordNumbers<>(type, new EnumMap<>(type));
    }

    /** The same with another word. */
    public WordNumbers<E> with(int number, E word) {
        Map<E, Integer> more = new EnumMap<>(type);
        more.putAll(numbers);
        more.put(word, number);
        return new WordNumbers<>(type, more);
    }

    /** Each word with its number. */
    Map<E, Integer> numbers() {
        return numbers;
    }

    @Override
    void put(E word, int tag, Message into) {
        Integer number = numbers.get(word);
        if (number == null) {
            throw new IllegalStateException("no number for " + type + " " + word);
        }
        into.put(tag, number);
    }

    @Override
    E take(Message from, int place, Descent descent) {
        long number = from.number(place);
        E word = number == (int) number ? words.get((int) number) : null;
        if (word == null) {
            throw new IllegalArgumentException(
                    "it is the word " + number + ", which is not known here");
        }
        return word;
    }

    @Override
    E from(JsonNode json) {
        String name = Textual.text(json);
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "it is \"" + name + "\", which is not known here"));
    }

    @Override
    @Nullable E absent() {
        return words.get(0);
    }
}
