package dev.clawgateway.protocol.json;

/** Whether text can be written as UTF-8. */
public final class Unicode {
    private Unicode() {}

    public static boolean isWellFormed(String text) {
        return firstBroken(text, 0) < 0;
    }

    /** The text itself, or a copy in which every half of a surrogate pair is U+FFFD. */
    public static String repaired(String text) {
        int broken = firstBroken(text, 0);
        if (broken < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        for (; broken >= 0; broken = firstBroken(text, broken + 1)) {
            repaired.setCharAt(broken, '\uFFFD');
        }
        return repaired.toString();
    }

    /** Index of the first unpaired surrogate at or after {@code from}; -1 when there is none. */
    private static int firstBroken(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
