package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The presence code of every member of every message, held against the table in the resources. */
class PresenceTest {
    /** One member: where it is, and what may be done to it. */
    record Rule(String family, String type, String place, String member, char code) {
        /** A sample with the object the member belongs to. */
        ObjectNode sample() {
            return GoldenFrames.family(family).stream()
                    .map(GoldenFrames::tree)
                    .filter(frame -> frame.path("type").asString("").equals(type))
                    .filter(frame -> at(frame).isObject())
                    .map(ObjectNode.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no sample for " + this));
        }

        JsonNode at(JsonNode frame) {
            return place.isEmpty()
                    ? frame
                    : frame.at("/" + place.replace("[", "/").replace("]", "").replace(".", "/"));
        }

        ObjectNode object(JsonNode frame) {
            return (ObjectNode) at(frame);
        }

        String path() {
            return type + (place.isEmpty() ? "" : "." + place) + "." + member;
        }

        WireMessage read(JsonNode frame) throws JsonFormatException {
            return GoldenFrames.read(family, frame.toString());
        }
    }

    static Stream<Rule> rules() {
        return GoldenFrames.lines("presence.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(PresenceTest::rules);
    }

    private static Stream<Rule> rules(String line) {
        int colon = line.indexOf(':');
        List<String> head = Arrays.asList(line.substring(0, colon).split(" ", -1));
        String place = head.size() > 2 ? head.get(2) : "";
        return Arrays.stream(line.substring(colon + 1).split(",", -1))
                .map(member -> member.strip().split(" ", -1))
                .map(member ->
                        new Rule(head.get(0), head.get(1), place, member[0], member[1].charAt(0)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void absentMemberIsTakenOrNamed(Rule rule) {
        ObjectNode frame = rule.sample();
        rule.object(frame).remove(rule.member());

        if (rule.code() == 'R') {
            assertThatThrownBy(() -> rule.read(frame))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageStartingWith(rule.path() + ": must be ")
                    .hasMessageEndingWith(", was missing");
        } else {
            assertThatCode(() -> rule.read(frame)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nullMemberIsTakenOrNamed(Rule rule) {
        ObjectNode frame = rule.sample();
        rule.object(frame).putNull(rule.member());

        if (rule.code() == 'N' || rule.code() == 'O') {
            assertThatCode(() -> rule.read(frame)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> rule.read(frame))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageStartingWith(rule.path() + ": must be ")
                    .hasMessageEndingWith(", was null");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void absentMemberIsWrittenByItsCode(Rule rule) throws JsonFormatException {
        if (rule.code() == 'R') {
            return;
        }
        ObjectNode frame = rule.sample();
        rule.object(frame).remove(rule.member());

        JsonNode written = GoldenFrames.tree(ClawCodec.write(rule.read(frame)));

        JsonNode member = rule.at(written).path(rule.member());
        switch (rule.code()) {
            case 'N' -> assertThat(member.isNull()).isTrue();
            case 'D' -> assertThat(member.isMissingNode() || member.isNull()).isFalse();
            default -> assertThat(member.isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void memberOfAnotherKindIsNamed(Rule rule) {
        ObjectNode frame = rule.sample();
        boolean free = rule.member().equals("payload");
        rule.object(frame).putArray(rule.member()).addArray();

        if (!free) {
            assertThatThrownBy(() -> rule.read(frame))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageStartingWith(rule.path());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void unknownMemberBesideItIsIgnored(Rule rule) throws JsonFormatException {
        ObjectNode frame = rule.sample();
        WireMessage before = rule.read(frame);
        rule.object(frame).putObject("of_the_future").put("x", 1);

        assertThat(rule.read(frame)).isEqualTo(before);
    }
}
