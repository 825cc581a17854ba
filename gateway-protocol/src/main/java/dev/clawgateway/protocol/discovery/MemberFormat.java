package dev.clawgateway.protocol.discovery;

import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Unicode;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.protocol.json.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Members, and the kinds of value they are made of, as JSON. */
final class MemberFormat {
    /** Goes out as it came in: a number as a number. */
    static final Kind<MemberId> ID = Kinds.kind(MemberFormat::readId, MemberFormat::writeId);

    /** Digits in a string will do. */
    static final Kind<Integer> PORT =
            Kinds.kind(MemberFormat::readPort, (port, out) -> out.writeNumber(port));

    /** Seconds since 1970, with a fraction. */
    static final Kind<Instant> TIME = Kinds.kind(MemberFormat::readTime, MemberFormat::writeTime);

    /** Seconds. */
    static final Kind<Duration> SECONDS =
            Kinds.kind(MemberFormat::readSeconds, MemberFormat::writeSeconds);

    /** Any JSON, by name; kept as its text. */
    static final Kind<Map<String, String>> METADATA =
            Kinds.kind(MemberFormat::readMetadata, MemberFormat::writeMetadata);

    static final Kind<Member> MEMBER = Kinds.object(MemberFormat::read, MemberFormat::write);
    static final Kind<List<Member>> MEMBERS = Kinds.list(MEMBER);

    private static final Kind<DiscoveryStatus> STATUS = new Words<>(DiscoveryStatus.class);
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 9;
    private static final int MICROS = 6;
    private static final int NANOS = 9;

    /** As far as an {@link Instant} reaches, roughly; a time beyond it is nobody's. */
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(1_000_000_000_000L);

    private MemberFormat() {}

    private static Member read(Members m) throws JsonFormatException {
        Map<String, String> metadata = m.optional("metadata", METADATA);
        List<String> capabilities = m.optional("capabilities", Kinds.TEXTS);
        return new Member(
                m.required("node_id", ID),
                m.required("ip_address", Kinds.TEXT),
                m.required("port", PORT),
                capabilities == null ? List.of() : capabilities,
                m.otherwise("status", STATUS, DiscoveryStatus.ACTIVE),
                m.optional("last_seen", TIME),
                m.optional("join_timestamp", TIME),
                metadata == null ? Map.of() : metadata);
    }

    private static void write(Member member, MemberWriter out) {
        out.required("node_id", ID, member.id())
                .required("ip_address", Kinds.TEXT, member.address())
                .required("port", PORT, member.port())
                .required("capabilities", Kinds.TEXTS, member.capabilities())
                .required("status", STATUS, member.status())
                .nullable("last_seen", TIME, member.lastSeen())
                .nullable("join_timestamp", TIME, member.joinedAt())
                .required("metadata", METADATA, member.metadata());
    }

    private static MemberId readId(Value value) throws JsonFormatException {
        JsonNode json = value.json();
        if (json.isIntegralNumber()) {
            return new MemberId(json.asString(), true);
        } else if (json.isString()) {
            return new MemberId(json.stringValue(), false);
        }
        throw value.mustBe("an integer or a string");
    }

    private static void writeId(MemberId id, JsonGenerator out) {
        if (id.number()) {
            out.writeNumber(id.text());
        } else {
            out.writeString(Unicode.repaired(id.text()));
        }
    }

    private static int readPort(Value value) throws JsonFormatException {
        JsonNode json = value.json();
        if (json.isString()) {
            String text = json.stringValue();
            boolean digits =
                    !text.isEmpty()
                            && text.length() <= MAX_PORT_DIGITS
                            && text.chars().allMatch(c -> c >= '0' && c <= '9');
            if (digits) {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= MAX_PORT) {
                    return port;
                }
            }
        }
        return (int) value.integer(1, MAX_PORT);
    }

    private static Instant readTime(Value value) throws JsonFormatException {
        BigDecimal seconds = readNumber(value);
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(NANOS);
        return Instant.ofEpochSecond(whole, rest.longValue());
    }

    private static void writeTime(Instant time, JsonGenerator out) {
        BigDecimal seconds =
                BigDecimal.valueOf(time.getEpochSecond())
                        .add(BigDecimal.valueOf(time.getNano() / 1000L, MICROS))
                        .stripTrailingZeros();
        // Python writes 1700000000.0, and so reads a float whatever the fraction.
        out.writeNumber((seconds.scale() < 1 ? seconds.setScale(1) : seconds).toPlainString());
    }

    private static Duration readSeconds(Value value) throws JsonFormatException {
        BigDecimal seconds = readNumber(value);
        if (seconds.signum() < 0) {
            throw value.mustBe("a number of seconds, not below 0");
        }
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(NANOS);
        return Duration.ofSeconds(whole, rest.longValue());
    }

    private static void writeSeconds(Duration duration, JsonGenerator out) {
        if (duration.toNanosPart() == 0) {
            out.writeNumber(duration.toSeconds());
        } else {
            out.writeNumber(
                    BigDecimal.valueOf(duration.toSeconds())
                            .add(BigDecimal.valueOf(duration.toNanosPart(), NANOS))
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }

    private static BigDecimal readNumber(Value value) throws JsonFormatException {
        if (value.json().isNumber()) {
            BigDecimal number = value.json().decimalValue();
            // Compared first: a few bytes of exponent could ask for gigabytes of digits.
            if (number.abs().compareTo(MAX_SECONDS) < 0) {
                return number;
            }
        }
        throw value.mustBe("a number of seconds");
    }

    private static Map<String, String> readMetadata(Value value) throws JsonFormatException {
        JsonNode json = value.json();
        if (!json.isObject()) {
            throw value.mustBe("an object");
        }
        Map<String, String> metadata = LinkedHashMap.newLinkedHashMap(json.size());
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            metadata.put(entry.getKey(), entry.getValue().toString());
        }
        return metadata;
    }

    private static void writeMetadata(Map<String, String> metadata, JsonGenerator out) {
        out.writeStartObject();
        metadata.forEach((name, json) -> {
            out.writeName(Unicode.repaired(name));
            out.writeRawValue(json);
        });
        out.writeEndObject();
    }
}
