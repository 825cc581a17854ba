package dev.clawgateway.core;

import org.jspecify.annotations.Nullable;

/**
 * On which terms somebody wishes what it wishes.
 *
 * @param key by which the same wish is known again, so that it is done once; null for none
 * @param revision that the record must bear which the wish is about; null for any
 */
public record Terms(@Nullable Key key, @Nullable Long revision) {
    public static final Terms NONE = new Terms(null, null);

    /** Whether there are none. */
    public boolean none() {
        return key == null && revision == null;
    }

    /**
     * A name that a caller gave one wish; others may give the same to theirs.
     *
     * @param text as the caller chose it
     * @param line of a list of wishes that has one key for all, from 1; 0 for a wish with a key of
     *     its own
     * @param digest of all that was asked: another one under the same name is another wish
     */
    public record Key(String text, int line, String digest) {
        /** Characters of a text. */
        public static final int LONGEST = 255;

        private static final int LONGEST_DIGEST = 128;

        /**
         * Throws {@link IllegalArgumentException}, in words for the caller, on one that is none.
         */
        public Key {
            if (text.isEmpty() || text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "must have 1 to " + LONGEST + " characters, had " + text.length());
            }
            if (!text.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
                throw new IllegalArgumentException("must be of visible ASCII, without blanks");
            }
            if (line < 0 || digest.isEmpty() || digest.length() > LONGEST_DIGEST) {
                throw new IllegalArgumentException("is not made right");
            }
        }

        /** The same of one line of a list. */
        public Key ofLine(int number, String digestOfLine) {
            return new Key(text, number, digestOfLine);
        }

        /** As people read it. */
        public String named() {
            return line == 0 ? text : text + ", line " + line;
        }
    }
}
