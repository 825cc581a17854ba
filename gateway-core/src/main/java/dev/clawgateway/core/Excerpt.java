package dev.clawgateway.core;

/** The beginning of a text that is too long to be shown whole. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * The text itself, or its first characters and three dots: never half a surrogate pair, which
     * no JSON can carry.
     *
     * @param max characters of the text, at least one
     */
    public static String of(String text, int max) {
        return text.length() <= max
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max)
                        + "...";
    }
}
