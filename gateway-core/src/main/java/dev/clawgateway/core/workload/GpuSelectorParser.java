package dev.clawgateway.core.workload;

import dev.clawgateway.core.workload.GpuSelector.Comparison;
import dev.clawgateway.core.workload.GpuSelector.Expression;
import dev.clawgateway.core.workload.GpuSelector.NumberVariable;
import dev.clawgateway.core.workload.GpuSelector.TextFunction;
import dev.clawgateway.core.workload.GpuSelector.TextVariable;
import java.util.ArrayList;
import java.util.List;

/**
 * Recursive descent over the grammar of claw protocol section 3.7. Bounded: at most {@link
 * #MAX_LENGTH} characters and {@link #MAX_DEPTH} nested groups, so no text can exhaust the stack.
 */
final class GpuSelectorParser {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int position;
    private int depth;

    GpuSelectorParser(String text) {
        this.text = text;
    }

    Expression parse() {
        if (text.length() > MAX_LENGTH) {
            throw new GpuSelectorException(
                    "selector has " + text.length() + " characters, at most " + MAX_LENGTH);
        }
        Expression whole = or();
        skipSpace();
        if (position < text.length()) {
            throw expected("&&, || or the end");
        }
        return whole;
    }

    private Expression or() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (accept("||"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(unary());
        } while (accept("&&"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression unary() {
        return accept("!") ? new Expression.Not(primary()) : primary();
    }

    private Expression primary() {
        if (!accept("(")) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw new GpuSelectorException("selector nests more than " + MAX_DEPTH + " groups");
        }
        Expression inner = or();
        if (!accept(")")) {
            throw expected("')'");
        }
        depth--;
        return inner;
    }

    private Expression comparison() {
        int start = wordStart();
        String name = word();
        if (name.equals("device") && accept(".")) {
            start = wordStart();
            name = word();
        }
        return switch (name) {
            case "memory_mib" -> numberTest(NumberVariable.MEMORY_MIB);
            case "index" -> numberTest(NumberVariable.INDEX);
            case "name" -> textTest(TextVariable.NAME);
            case "uuid" -> textTest(TextVariable.UUID);
            default ->
                    throw expected(
                            "device.memory_mib, device.index, device.name or device.uuid", start);
        };
    }

    private Expression numberTest(NumberVariable variable) {
        return new Expression.NumberTest(variable, comparisonOperator(), integer());
    }

    private Comparison comparisonOperator() {
        if (accept(">=")) {
            return Comparison.AT_LEAST;
        } else if (accept("<=")) {
            return Comparison.AT_MOST;
        } else if (accept("!=")) {
            return Comparison.NOT_EQUAL;
        } else if (accept("==") || accept("=")) {
            return Comparison.EQUAL;
        } else if (accept(">")) {
            return Comparison.ABOVE;
        } else if (accept("<")) {
            return Comparison.BELOW;
        }
        throw expected(">=, <=, >, <, == or !=");
    }

    private Expression textTest(TextVariable variable) {
        if (accept("==")) {
            return new Expression.TextTest(variable, TextFunction.EQUALS, string());
        } else if (accept("!=")) {
            return new Expression.TextTest(variable, TextFunction.NOT_EQUALS, string());
        } else if (!accept(".")) {
            throw expected("==, !=, .contains, .startsWith or .endsWith");
        }
        TextFunction function = textFunction();
        if (!accept("(")) {
            throw expected("'('");
        }
        String operand = string();
        if (!accept(")")) {
            throw expected("')'");
        }
        return new Expression.TextTest(variable, function, operand);
    }

    private TextFunction textFunction() {
        int start = wordStart();
        return switch (word()) {
            case "contains" -> TextFunction.CONTAINS;
            case "startsWith" -> TextFunction.STARTS_WITH;
            case "endsWith" -> TextFunction.ENDS_WITH;
            default -> throw expected("contains, startsWith or endsWith", start);
        };
    }

    private long integer() {
        skipSpace();
        int start = position;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        if (start == position) {
            throw expected("an integer");
        }
        try {
            return Long.parseUnsignedLong(text, start, position, 10);
        } catch (NumberFormatException e) {
            throw new GpuSelectorException("number too large at character " + (start + 1));
        }
    }

    private String string() {
        skipSpace();
        char quote = position < text.length() ? text.charAt(position) : 0;
        if (quote != '\'' && quote != '"') {
            throw expected("a quoted string");
        }
        int end = text.indexOf(quote, position + 1);
        if (end < 0) {
            throw new GpuSelectorException(
                    "string at character " + (position + 1) + " is never closed");
        }
        String value = text.substring(position + 1, end);
        position = end + 1;
        return value;
    }

    /** Where the next word begins. */
    private int wordStart() {
        skipSpace();
        return position;
    }

    private String word() {
        skipSpace();
        int start = position;
        while (position < text.length() && isWord(text.charAt(position))) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.isEmpty()) {
            throw expected("a name");
        }
        return word;
    }

    private boolean accept(String token) {
        skipSpace();
        if (!text.startsWith(token, position)) {
            return false;
        }
        position += token.length();
        return true;
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private GpuSelectorException expected(String what) {
        return expected(what, position);
    }

    private static GpuSelectorException expected(String what, int position) {
        return new GpuSelectorException("expected " + what + " at character " + (position + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
