package dev.clawgateway.server.dialect.api.check;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of the document, each compiled when it is first needed. The first use reads the
 * document, which takes a moment: not on an event loop.
 */
public final class ContractSchemas {
    private static final String DOCUMENT = "urn:claw-gateway:contract";

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** Its document, read when it is needed first. */
    private static final class Documents {
        private static final SchemaRegistry REGISTRY =
                SchemaRegistry.withDialect(
                        Dialects.getDraft202012(),
                        builder ->
                                builder.schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build())
                                        .schemas(
                                                Map.of(
                                                        DOCUMENT,
                                                        new String(
                                                                ApiContract.document(),
                                                                StandardCharsets.UTF_8))));
    }

    /**
     * Everything that is wrong with a value.
     *
     * @param pointer of its schema within the document
     */
    public List<OfMember> problems(String pointer, JsonNode value) {
        Schema schema =
                compiled.computeIfAbsent(
                        pointer,
                        _ ->
                                Documents.REGISTRY.getSchema(
                                        SchemaLocation.of(DOCUMENT + "#" + pointer)));
        return SchemaWords.of(schema.validate(value), value);
    }
}
