package dev.clawgateway.server.dialect.api.workload.many;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.batch.SubmissionLine;
import dev.clawgateway.control.operations.batch.SubmissionSource;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.api.check.RequestTerms;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads submissions from lines of JSON, one when it is asked for the next. A line that is none is
 * told as such, and those after it are read all the same. Blank lines count as lines, and are
 * nothing.
 */
final class SubmissionFile implements SubmissionSource {
    /** Of a line. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_PROBLEMS = 5;

    private final byte[] text;
    private final Terms.@Nullable Key key;
    private final Function<JsonNode, List<OfMember>> check;
    private int at;
    private int number;

    /**
     * A file.
     *
     * @param key of the request: lines without one of their own get one made of it and their number
     * @param check what of a submission is not as the contract says
     */
    SubmissionFile(byte[] text, Terms.@Nullable Key key, Function<JsonNode, List<OfMember>> check) {
        this.text = text;
        this.key = key;
        this.check = check;
    }

    @Override
    public @Nullable SubmissionLine next() {
        while (at < text.length) {
            int from = at;
            int end = from;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            boolean whole = end < text.length;
            at = end + 1;
            number++;
            if (!blank(from, end)) {
                return line(from, end - from, whole);
            }
        }
        return null;
    }

    private boolean blank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * @param ended whether a line break follows. Without one it may have been cut off, but then it
     *     is no JSON: no beginning of an object is one
     */
    private SubmissionLine line(int from, int length, boolean ended) {
        if (length > LONGEST) {
            return wrong(null, "a line must have at most " + LONGEST + " bytes, had " + length);
        }
        JsonNode json;
        try {
            json = JsonTree.parse(text, from, length);
        } catch (JsonFormatException notJson) {
            return wrong(
                    null,
                    ended
                            ? String.valueOf(notJson.getMessage())
                            : "the last line is cut off; nothing of it was taken");
        }
        String own = json.path("key").isString() ? json.path("key").stringValue() : null;
        try {
            return read(json, own, Arrays.copyOfRange(text, from, from + length));
        } catch (JsonFormatException | IllegalArgumentException wrong) {
            return wrong(own, String.valueOf(wrong.getMessage()));
        }
    }

    private SubmissionLine read(JsonNode json, @Nullable String own, byte[] line)
            throws JsonFormatException {
        List<OfMember> problems = check.apply(json);
        if (!problems.isEmpty()) {
            return wrong(own, words(problems));
        }
        ApiSubmission wish = ApiSubmission.read(json);
        return new SubmissionLine.Wanted(
                number, own, terms(own, line), wish.spec(), wish.node(), wish.queue());
    }

    private Terms terms(@Nullable String own, byte[] line) {
        String digest = RequestTerms.digest(line);
        if (own != null) {
            try {
                return new Terms(new Terms.Key(own, 0, digest), null);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("/key: " + wrong.getMessage(), wrong);
            }
        }
        return key == null ? Terms.NONE : new Terms(key.ofLine(number, digest), null);
    }

    private static String words(List<OfMember> problems) {
        return problems.stream()
                .limit(MOST_PROBLEMS)
                .map(one -> one.pointer() + ": " + one.detail())
                .collect(Collectors.joining("; "));
    }

    private SubmissionLine wrong(@Nullable String own, String why) {
        return new SubmissionLine.Wrong(
                number, own, new Answer.Refused<>(ErrorCode.INVALID_REQUEST, why));
    }
}
