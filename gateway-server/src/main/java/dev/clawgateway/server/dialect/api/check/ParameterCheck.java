package dev.clawgateway.server.dialect.api.check;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.json.WireText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one operation. */
public final class ParameterCheck {
    private static final int MOST_SHOWN = 40;

    private final List<ApiParameter> inPath;
    private final List<ApiParameter> inQuery;
    private final List<ApiParameter> inHeaders;

    public ParameterCheck(ApiOperation operation) {
        inPath = operation.parameters(ApiParameter.Place.PATH);
        inQuery = operation.parameters(ApiParameter.Place.QUERY);
        inHeaders = operation.parameters(ApiParameter.Place.HEADER);
    }

    /** Arguments, or what is wrong with them, in words. */
    public sealed interface Read {
        record Good(Arguments arguments) implements Read {}

        record Bad(String why) implements Read {}
    }

    /** What a request gives; the first that is wrong ends it. */
    public Read read(Exchange exchange) {
        Map<String, List<String>> queries = exchange.queries();
        for (String name : queries.keySet()) {
            if (inQuery.stream().noneMatch(one -> one.name().equals(name))) {
                return new Read.Bad(unknown(name));
            }
        }
        Map<String, List<String>> values = new HashMap<>();
        for (ApiParameter one : inPath) {
            values.put(one.name(), List.of(exchange.parameter(one.name())));
        }
        for (ApiParameter one : inQuery) {
            List<String> given = queries.get(one.name());
            if (given != null) {
                values.put(one.name(), given);
            }
        }
        for (ApiParameter one : inHeaders) {
            if (exchange.hasHeader(one.name())) {
                values.put(one.name(), List.of(exchange.header(one.name())));
            }
        }
        String wrong = wrong(values);
        return wrong == null ? new Read.Good(new Arguments(values)) : new Read.Bad(wrong);
    }

    private String unknown(String name) {
        String known =
                inQuery.isEmpty()
                        ? "this has none"
                        : "known here: "
                                + String.join(
                                        ", ", inQuery.stream().map(ApiParameter::name).toList());
        return "unknown query parameter " + shown(name) + "; " + known;
    }

    private @Nullable String wrong(Map<String, List<String>> values) {
        List<ApiParameter> all = new ArrayList<>(inPath);
        all.addAll(inQuery);
        all.addAll(inHeaders);
        for (ApiParameter one : all) {
            List<String> given = values.get(one.name());
            if (given == null) {
                if (one.required()) {
                    return one.name() + ": must be given";
                }
                continue;
            } else if (given.size() > 1 && !one.many()) {
                return one.name() + ": must be given once, is given " + given.size() + " times";
            }
            for (String value : given) {
                String must = must(one, value);
                if (must != null) {
                    return one.name() + ": must be " + must + ", was " + shown(value);
                }
            }
        }
        return null;
    }

    /** What it should have been; null where it is. */
    private static @Nullable String must(ApiParameter parameter, String value) {
        return switch (parameter.type()) {
            case TEXT -> mustBeText(parameter, value);
            case UUID -> WireText.uuid(value) == null ? "a UUID of 36 characters" : null;
            case FLAG -> value.equals("true") || value.equals("false") ? null : "true or false";
            case INTEGER ->
                    value.matches("-?\\d{1,18}")
                                    && within(parameter, (double) Long.parseLong(value))
                            ? null
                            : "an integer" + bounds(parameter);
            case NUMBER ->
                    value.matches("-?\\d{1,18}(\\.\\d{1,9})?")
                                    && within(parameter, Double.parseDouble(value))
                            ? null
                            : "a number" + bounds(parameter);
        };
    }

    private static @Nullable String mustBeText(ApiParameter parameter, String value) {
        if (!parameter.words().isEmpty()) {
            return parameter.words().contains(value)
                    ? null
                    : "one of " + String.join(", ", parameter.words());
        }
        int length = value.codePointCount(0, value.length());
        if (!within(parameter, length)) {
            return "a text of "
                    + (parameter.min() == null ? 0 : parameter.min())
                    + " to "
                    + parameter.max()
                    + " characters";
        }
        return parameter.pattern() == null || parameter.pattern().matcher(value).find()
                ? null
                : "a text that matches " + parameter.pattern();
    }

    private static boolean within(ApiParameter parameter, double value) {
        return (parameter.min() == null || value >= (double) parameter.min())
                && (parameter.max() == null || value <= (double) parameter.max());
    }

    private static String bounds(ApiParameter parameter) {
        return " from " + parameter.min() + " to " + parameter.max();
    }

    private static String shown(String text) {
        boolean whole = text.codePointCount(0, text.length()) <= MOST_SHOWN;
        return '"'
                + (whole ? text : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "...")
                + '"';
    }
}
