package dev.clawgateway.contract.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Joins the parts to one document. What two of them define is refused. */
final class ContractParts {
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final ObjectNode document = YAML.createObjectNode();
    private final List<String> problems = new ArrayList<>();

    private ContractParts() {}

    /** The document of all parts of a folder, in the order of their names, the head first. */
    static ObjectNode join(Path folder) throws IOException, ContractException {
        ContractParts parts = new ContractParts();
        Path head = folder.resolve("openapi.yaml");
        parts.add(head);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.equals(head))
                            .sorted()
                            .toList()) {
                parts.add(file);
            }
        }
        if (!parts.problems.isEmpty()) {
            throw new ContractException(parts.problems);
        }
        return parts.document;
    }

    private void add(Path file) throws IOException {
        try {
            if (YAML.readTree(Files.readString(file)) instanceof ObjectNode part) {
                merge(document, part, file.getFileName().toString(), "");
            } else {
                problems.add(file.getFileName() + ": is no object");
            }
        } catch (JacksonException e) {
            problems.add(file.getFileName() + ": " + e.getMessage());
        }
    }

    /** Paths, methods and the kinds of components are joined; all below is of one part. */
    private void merge(ObjectNode into, ObjectNode part, String file, String at) {
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            String name = member.getKey();
            String place = at + "/" + name;
            JsonNode there = into.get(name);
            if (there == null) {
                into.set(name, member.getValue());
            } else if (there instanceof ArrayNode list
                    && member.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            } else if (joined(place)
                    && there instanceof ObjectNode group
                    && member.getValue() instanceof ObjectNode more) {
                merge(group, more, file, place);
            } else {
                problems.add(file + ": " + place + " is defined twice");
            }
        }
    }

    private static boolean joined(String place) {
        return place.equals("/paths")
                || place.equals("/components")
                || place.matches("/paths//.*(?<!/(get|put|post|delete|patch))")
                || place.matches("/components/[^/]+");
    }
}
