package dev.clawgateway.protocol.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Acknowledged;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Failure;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Leader;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.LeaderRefused;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.LeaderUpdated;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.NoLeader;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Nodes;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.NotFound;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Registered;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Removed;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Stats;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.WasReset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryCodecTest {
    private static final MemberId ONE = new MemberId("1", true);
    private static final Instant JOINED = Instant.parse("2023-11-14T22:13:20.1Z");
    private static final Instant SEEN = Instant.parse("2023-11-14T22:13:20.5Z");
    private static final Member MEMBER =
            new Member(
                    ONE,
                    "127.0.0.1",
                    5001,
                    List.of("raft", "gossip"),
                    DiscoveryStatus.ACTIVE,
                    SEEN,
                    JOINED,
                    Map.of("role", "\"worker\""));
    private static final String MEMBER_JSON =
            "{'node_id':1,'ip_address':'127.0.0.1','port':5001,'capabilities':['raft','gossip'],"
                    + "'status':'active','last_seen':1700000000.5,'join_timestamp':1700000000.1,"
                    + "'metadata':{'role':'worker'}}";

    @Test
    void readsARegistration() throws InvalidRequestException {
        RegisterRequest request =
                register(
                        "{'node_id':1,'ip_address':'127.0.0.1','port':5001,"
                                + "'capabilities':['raft','gossip'],"
                                + "'metadata':{'role':'worker','z':[1,{'a':null}],'load':1.50},"
                                + "'of_the_future':{'x':1}}");

        assertThat(request.id()).isEqualTo(ONE);
        assertThat(request.address()).isEqualTo("127.0.0.1");
        assertThat(request.port()).isEqualTo(5001);
        assertThat(request.capabilities()).containsExactly("raft", "gossip");
        assertThat(request.metadata())
                .containsExactly(
                        Map.entry("role", "\"worker\""),
                        Map.entry("z", "[1,{\"a\":null}]"),
                        Map.entry("load", "1.50"));
        assertThat(request.rejoin()).isFalse();
    }

    @Test
    void takesDigitsForAPortAndNullForNoMetadata() throws InvalidRequestException {
        RegisterRequest request =
                register(
                        "{'node_id':'a','ip_address':'h','port':'5001','capabilities':[],"
                                + "'metadata':null,'rejoin':true}");

        assertThat(request.port()).isEqualTo(5001);
        assertThat(request.metadata()).isEmpty();
        assertThat(request.rejoin()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | true",
                "7 | 7 | true",
                "-3 | -3 | true",
                "99999999999999999999 | 99999999999999999999 | true",
                "'7' | 7 | false",
                "'node-a' | node-a | false",
            },
            quoteCharacter = '~')
    void idKeepsItsTypeAndText(String json, String text, boolean number) throws Exception {
        MemberId id = DiscoveryCodec.readNodeId(utf8("{'node_id':" + json + "}"));

        assertThat(id).isEqualTo(new MemberId(text, number));
        assertThat(text(DiscoveryCodec.writeNodeId(id))).isEqualTo("{'node_id':" + json + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | node_id",
                "{'port':1,'capabilities':[]} | node_id",
                "{'node_id':1,'capabilities':[]} | ip_address",
                "{'node_id':0,'ip_address':'h','metadata':{}} | port",
                "{'node_id':0,'ip_address':'h','port':1,'capabilities':null} | capabilities",
            })
    void namesTheFirstFieldThatIsMissing(String json, String field) {
        assertInvalid(() -> register(json), "Missing required field: " + field);
    }

    @Test
    void saysWhichIdIsMissing() {
        assertInvalid(() -> DiscoveryCodec.readNodeId(utf8("")), "Missing node_id");
        assertInvalid(() -> DiscoveryCodec.readNodeId(utf8("{'id':1}")), "Missing node_id");
        assertInvalid(() -> DiscoveryCodec.readLeaderId(utf8("{}")), "Missing leader_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "null", "{'a':1}x", "{'node_id':NaN}", "'\\ud800'"})
    void whatIsNoObjectIsNoJson(String json) {
        assertInvalid(() -> register(json), "Invalid JSON");
        assertInvalid(() -> DiscoveryCodec.readNodeId(utf8(json)), "Invalid JSON");
    }

    @Test
    void bytesThatAreNotUtf8AreNoJson() {
        byte[] body = utf8("{'node_id':'?'}");
        body[body.length - 3] = (byte) 0xFF;

        assertInvalid(() -> DiscoveryCodec.readNodeId(body), "Invalid JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65536", "'65536'", "'0'", "''", "' 1'", "'1e3'", "1.0", "true", "[]"})
    void portIsInRange(String port) {
        assertThatThrownBy(() ->
                        register(
                                "{'node_id':1,'ip_address':'h','port':"
                                        + port
                                        + ",'capabilities':[]}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(
                        "Invalid data: port: must be an integer from 1 to 65535, was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "[]", "{}"})
    void idIsAnIntegerOrAString(String id) {
        assertThatThrownBy(() -> DiscoveryCodec.readNodeId(utf8("{'node_id':" + id + "}")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(
                        "Invalid data: node_id: must be an integer or a string, was ");
    }

    @Test
    void writesARegistrationThatIsReadAsTheSame() throws InvalidRequestException {
        RegisterRequest request =
                new RegisterRequest(ONE, "h", 1, List.of("raft"), Map.of("a", "[1]"), true);

        assertThat(text(DiscoveryCodec.write(request)))
                .isEqualTo(
                        "{'node_id':1,'ip_address':'h','port':1,'capabilities':['raft'],"
                                + "'metadata':{'a':[1]},'rejoin':true}");
        assertThat(DiscoveryCodec.readRegister(DiscoveryCodec.write(request))).isEqualTo(request);
    }

    @Test
    void registeredIsTheProtocol() throws Exception {
        assertAnswer(
                new Registered(
                        ONE,
                        false,
                        true,
                        1,
                        List.of(),
                        MEMBER,
                        Duration.ofMinutes(5),
                        Duration.ofMillis(30_500),
                        true),
                "{'status':'registered','node_id':1,'is_bootstrap':true,'registry_version':1,"
                        + "'nodes':[],'leader':"
                        + MEMBER_JSON
                        + ",'node_timeout':300,'heartbeat_interval':30.5,'bootstrap_owner':true}",
                DiscoveryCodec::readRegistered);
        assertAnswer(
                new Registered(ONE, true, false, 2, List.of(MEMBER), null, null, null, false),
                "{'status':'updated','node_id':1,'is_bootstrap':false,'registry_version':2,"
                        + "'nodes':["
                        + MEMBER_JSON
                        + "],'leader':null}",
                DiscoveryCodec::readRegistered);
    }

    @Test
    void listAndLeaderAreTheProtocol() throws Exception {
        assertAnswer(
                new Nodes(List.of(MEMBER), 3),
                "{'nodes':[" + MEMBER_JSON + "],'registry_version':3}",
                DiscoveryCodec::readNodes);
        assertAnswer(
                new Leader(MEMBER, 3),
                "{'leader':" + MEMBER_JSON + ",'registry_version':3}",
                DiscoveryCodec::readLeader);
        assertAnswer(
                new NoLeader("none"),
                "{'leader':null,'message':'none'}",
                DiscoveryCodec::readLeader);
        assertAnswer(
                new LeaderUpdated(ONE),
                "{'status':'updated','leader_id':1}",
                DiscoveryCodec::readLeaderUpdate);
        assertAnswer(
                new LeaderRefused("who?"),
                "{'status':'failed','message':'who?'}",
                DiscoveryCodec::readLeaderUpdate);
    }

    @Test
    void signsOfLifeAndEndsAreTheProtocol() throws Exception {
        assertAnswer(
                new Acknowledged(4, new MemberId("7", false)),
                "{'status':'acknowledged','registry_version':4,'leader_id':'7'}",
                DiscoveryCodec::readHeartbeat);
        assertAnswer(new NotFound(), "{'status':'not_found'}", DiscoveryCodec::readHeartbeat);
        assertAnswer(
                new Removed(ONE, true),
                "{'status':'removed','node_id':1}",
                DiscoveryCodec::readRemoved);
        assertAnswer(
                new Removed(ONE, false),
                "{'status':'not_found','node_id':1}",
                DiscoveryCodec::readRemoved);
    }

    @Test
    void figuresAndFailuresAreTheProtocol() throws Exception {
        assertAnswer(
                new Stats(3, 2, null, 9, true, Duration.ofMillis(1500), ONE, true, List.of("look")),
                "{'total_nodes':3,'active_nodes':2,'leader_id':null,'registry_version':9,"
                        + "'bootstrap_initiated':true,'uptime':1.5,'bootstrap_owner':1,"
                        + "'bootstrap_pending':true,'warnings':['look']}",
                DiscoveryCodec::readStats);
        assertAnswer(
                new WasReset(2, 9),
                "{'removed_members':2,'registry_version':9}",
                DiscoveryCodec::readReset);
        assertAnswer(
                new Failure("Not Found", 404, Instant.parse("2023-11-14T22:13:20Z")),
                "{'error':'Not Found','status_code':404,'timestamp':1700000000.0}",
                DiscoveryCodec::readFailure);
    }

    @Test
    void readsAnswersOfOtherGateways() throws Exception {
        assertThat(
                        DiscoveryCodec.readHeartbeat(
                                utf8("{'status':'acknowledged','registry_version':4,'x':[]}")))
                .isEqualTo(new Acknowledged(4, null));
        assertThat(
                        DiscoveryCodec.readNodes(
                                utf8(
                                        "{'nodes':[{'node_id':'b','ip_address':'h','port':1}],"
                                                + "'registry_version':1}")))
                .isEqualTo(
                        new Nodes(
                                List.of(
                                        new Member(
                                                new MemberId("b", false),
                                                "h",
                                                1,
                                                List.of(),
                                                DiscoveryStatus.ACTIVE,
                                                null,
                                                null,
                                                Map.of())),
                                1));
    }

    private interface Reader {
        @Nullable Object read(byte[] body) throws Exception;
    }

    private static void assertAnswer(DiscoveryAnswer answer, String json, Reader reader)
            throws Exception {
        byte[] written = DiscoveryCodec.write(answer);

        assertThat(text(written)).isEqualTo(json);
        assertThat(reader.read(written)).isEqualTo(answer);
    }

    private static void assertInvalid(ThrowingCallable reading, String error) {
        assertThatThrownBy(reading).isInstanceOf(InvalidRequestException.class).hasMessage(error);
    }

    private static RegisterRequest register(String json) throws InvalidRequestException {
        return DiscoveryCodec.readRegister(utf8(json));
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8).replace('"', '\'');
    }
}
