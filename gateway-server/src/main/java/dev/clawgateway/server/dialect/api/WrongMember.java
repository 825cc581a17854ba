package dev.clawgateway.server.dialect.api;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the words of the readers, {@code spec.gpus[0]: must be ...}, into a pointer and words. */
final class WrongMember {
    private static final Pattern WORDS =
            Pattern.compile("((?:[^\\s:.\\[]+|\\.|\\[\\d+])*): (.*)", Pattern.DOTALL);

    private WrongMember() {}

    static OfMember of(JsonFormatException wrong) {
        Matcher words = WORDS.matcher(wrong.getMessage());
        if (!words.matches()) {
            return new OfMember("", wrong.getMessage());
        }
        String path = words.group(1);
        boolean whole = path.isEmpty() || path.equals("message");
        return new OfMember(whole ? "" : pointer(path), words.group(2));
    }

    private static String pointer(String path) {
        return "/"
                + path.replace("~", "~0")
                        .replace("/", "~1")
                        .replace('.', '/')
                        .replaceAll("\\[(\\d+)]", "/$1");
    }
}
