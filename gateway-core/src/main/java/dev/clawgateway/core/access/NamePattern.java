package dev.clawgateway.core.access;

/** Names of nodes by a pattern: {@code *} stands for any characters, or none. */
public final class NamePattern {
    private static final char ANY = '*';

    private NamePattern() {}

    /** Whether the whole name is as the pattern says; in steps that no pattern can multiply. */
    public static boolean matches(String pattern, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int tried = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = at++;
                tried = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++tried;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == ANY) {
            at++;
        }
        return at == pattern.length();
    }
}
