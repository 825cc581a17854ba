package dev.clawgateway.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API promises, as it was compiled. Immutable. */
public final class ApiContract {
    /** Below it are all paths of the document. */
    public static final String BASE = "/api/v1";

    /** Files of the jar, beside this class. */
    public static final String TABLE = "operations.json";

    /** The whole of it, as OpenAPI 3.1. */
    public static final String DOCUMENT = "openapi.json";

    /** The same to be read by people. */
    public static final String PAGE = "docs.html";

    private final Map<String, ApiOperation> operations;

    private ApiContract(List<ApiOperation> all) {
        operations = new LinkedHashMap<>();
        all.forEach(one -> operations.put(one.id(), one));
    }

    /** Reads the table; not the document, which few ask for. */
    public static ApiContract load() {
        List<ApiOperation> all = new ArrayList<>();
        for (JsonNode one : JsonMapper.shared().readTree(bytes(TABLE))) {
            all.add(operation(one));
        }
        return new ApiContract(all);
    }

    /** All of them, in the order of the document. */
    public List<ApiOperation> operations() {
        return List.copyOf(operations.values());
    }

    /** Null where there is none. */
    public @Nullable ApiOperation operation(String id) {
        return operations.get(id);
    }

    /** The document as UTF-8; read anew each time. */
    public static byte[] document() {
        return bytes(DOCUMENT);
    }

    /** The page as UTF-8; read anew each time. */
    public static byte[] page() {
        return bytes(PAGE);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ApiContract.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static ApiOperation operation(JsonNode json) {
        List<ApiParameter> parameters = new ArrayList<>();
        json.path("parameters").forEach(one -> parameters.add(parameter(one)));
        return new ApiOperation(
                json.get("id").stringValue(),
                json.get("method").stringValue(),
                BASE + json.get("path").stringValue(),
                json.get("permission").stringValue(),
                json.get("identified").booleanValue(),
                json.get("key_of_process").booleanValue(),
                json.path("max_body_bytes").asInt(0),
                json.path("body_required").asBoolean(false),
                texts(json.path("consumes")),
                texts(json.path("produces")),
                texts(json.path("statuses")).stream().map(Integer::valueOf).toList(),
                parameters);
    }

    private static ApiParameter parameter(JsonNode json) {
        JsonNode pattern = json.get("pattern");
        return new ApiParameter(
                json.get("name").stringValue(),
                ApiParameter.Place.valueOf(json.get("place").stringValue()),
                ApiParameter.Type.valueOf(json.get("type").stringValue()),
                json.path("required").asBoolean(false),
                json.path("many").asBoolean(false),
                number(json.get("min")),
                number(json.get("max")),
                pattern == null ? null : Pattern.compile(pattern.stringValue()),
                texts(json.path("words")));
    }

    private static @Nullable Long number(@Nullable JsonNode json) {
        return json == null ? null : json.longValue();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
