package dev.clawgateway.server.http;

import java.util.Locale;

/** What a client would rather be answered in (RFC 9110 section 12.5.1). */
public final class AcceptHeader {
    private AcceptHeader() {}

    /**
     * How much a media type is liked: from 0, not at all, to 1. The most specific range decides.
     *
     * @param accept the header; empty when the client takes anything
     */
    public static double quality(String accept, String type, String subtype) {
        if (accept.isBlank()) {
            return 1;
        }
        double quality = 0;
        int closest = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.strip().split(";", -1);
            int closeness = closeness(parts[0].strip(), type, subtype);
            if (closeness > closest) {
                closest = closeness;
                quality = quality(parts);
            }
        }
        return quality;
    }

    /** 0 when the range does not cover the type. */
    private static int closeness(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        } else if (range.equals(type + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return number(parameter.substring(2).strip());
            }
        }
        return 1;
    }

    /** What is no number between 0 and 1 says nothing, so the type is liked as any other. */
    private static double number(String text) {
        return text.matches("(0(\\.\\d{0,3})?)|(1(\\.0{0,3})?)") ? Double.parseDouble(text) : 1;
    }
}
