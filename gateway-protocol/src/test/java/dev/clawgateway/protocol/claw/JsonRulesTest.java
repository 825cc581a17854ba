package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessageFormat;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequestReader;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON rules of protocol section 2.0, one by one. */
class JsonRulesTest {
    private static final String ID = "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10";
    private static final String HEARTBEAT =
            "{'type':'heartbeat','node_id':'" + ID + "','timestamp':'2026-03-04T05:06:37Z'}";

    @Test
    void tagMayComeLast() throws JsonFormatException {
        NodeMessage message =
                node(
                        "{'timestamp':'2026-03-04T05:06:37Z','node_id':'"
                                + ID
                                + "','type':'heartbeat'}");

        assertThat(message).isEqualTo(node(HEARTBEAT));
    }

    @Test
    void messageWithoutPayloadIgnoresExtraMembers() throws JsonFormatException {
        assertThat(request("{'type':'get_status','verbose':true}"))
                .isEqualTo(new CliRequest.GetStatus());
        assertThat(ClawCodec.write(new CliRequest.GetStatus()))
                .isEqualTo("{\"type\":\"get_status\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'ping','type':'ping','timestamp':'2026-03-04T05:06:37Z'}",
                "{'type':'get_status','x':1,'x':1}",
                "{'type':'get_status','x':{'y':[{'z':1,'z':2}]}}",
                "{'type':'get_status','a':1,'\\u0061':2}"
            })
    void repeatedMemberIsAnError(String json) {
        assertRefused(json, "must appear once, appears again");
    }

    @Test
    void repeatedMemberIsNamedWithItsPlace() {
        assertRefused(
                "{'type':'get_status','x':{'y':[0,{'z':1,'z':2}]}}",
                "x.y[1].z: must appear once, appears again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running", "RUNNING", "running ", "", "executing", "non_indexed"})
    void enumWordsAreStrict(String word) {
        assertRefused(
                "{'type':'list_workloads','state_filter':'" + word + "'}",
                "list_workloads.state_filter: must be one of pending, starting, running, stopping,"
                        + " stopped, completed, failed, was \""
                        + word
                        + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.0", "3e1", "'30'", "-1", "4294967296", "true", "null", "[]", "{}"})
    void u32IsAnIntegerTokenInRange(String token) {
        assertRefused(
                "{'type':'hello','version':'1','protocol_version':" + token + "}",
                "hello.protocol_version: must be an integer from 0 to 4294967295, was ");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4294967295L})
    void u32HasItsWholeRange(long number) throws JsonFormatException {
        assertThat(request("{'type':'hello','version':'1','protocol_version':" + number + "}"))
                .isEqualTo(new CliRequest.Hello("1", number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "63.5"})
    void u8IsInRange(String token) {
        assertRefusedByNode(
                metrics("utilization_percent", token),
                "metrics.gpu_metrics[0].utilization_percent: must be an integer from 0 to 255,"
                        + " was "
                        + token);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "18446744073709551615, 9223372036854775807"
    })
    void u64IsTakenWholeAndHeldAsFarAsALongReaches(String token, long held)
            throws JsonFormatException {
        CliReply reply =
                reply("{'type':'molt_balance','balance':" + token + ",'pending':0,'staked':0}");

        assertThat(reply).isEqualTo(new CliReply.MoltBalance(held, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "18446744073709551616", "1.5", "'1'"})
    void u64IsInRange(String token) {
        assertThatThrownBy(() ->
                        reply(
                                "{'type':'molt_balance','pending':0,'staked':0,'balance':"
                                        + token
                                        + "}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith(
                        "molt_balance.balance: must be an integer from 0 to 18446744073709551615,"
                                + " was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void u16IsInRange(String token) {
        assertThatThrownBy(() ->
                        ClawCodec.readNodeCommand(
                                json(
                                        "{'type':'mesh_peer_config','node_mesh_ip':'1',"
                                                + "'peers':[],'network_cidr':'c',"
                                                + "'listen_port':"
                                                + token
                                                + "}")))
                .hasMessage(
                        "mesh_peer_config.listen_port: must be an integer from 0 to 65535, was "
                                + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649"})
    void i32IsInRange(String token) {
        assertRefusedByNode(
                "{'type':'workload_update','workload_id':'"
                        + ID
                        + "','state':'failed','timestamp':'2026-03-04T05:06:37Z','exit_code':"
                        + token
                        + "}",
                "workload_update.exit_code: must be an integer from -2147483648 to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({"241, 241.0", "241.5, 241.5", "0.1, 0.1", "2.5e2, 250.0", "-0.0, -0.0"})
    void f32TakesIntegersAndDecimals(String token, float watts) throws JsonFormatException {
        NodeMessage message = node(metrics("power_watts", token));

        assertThat(((NodeMessage.Metrics) message).gpuMetrics().getFirst().powerWatts())
                .isEqualTo(watts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'241'", "1e39", "true"})
    void f32IsAFiniteNumber(String token) {
        assertRefusedByNode(
                metrics("power_watts", token),
                "metrics.gpu_metrics[0].power_watts: must be a number that fits 32 bits, was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e309", "1e999999999", "1e99999999999999"})
    void numbersBeyondADoubleAreRefused(String token) {
        assertRefused(
                "{'type':'get_status','x':[" + token + "]}",
                "x[0]: must be a number that fits 64 bits, was " + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-400", "-1E-999999999", "0e99999999999999"})
    void numbersTooSmallForADoubleAreZero(String token) throws JsonFormatException {
        assertThat(spec("'env':{'A':" + token + "}").env()).isEqualTo(Map.of("A", "0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "'a"})
    void tokensThatAreNotJsonAreRefused(String token) {
        assertRefused("{'type':'get_status','x':" + token + "}", "message: must be JSON, is not");
    }

    @Test
    void listElementsAreStrict() {
        assertRefusedByNode(
                "{'type':'workload_logs','workload_id':'"
                        + ID
                        + "','lines':['a',null],'is_stderr':false}",
                "workload_logs.lines[1]: must be a string, was null");
    }

    @Test
    void mapValuesAreTakenAsTheirOwnText() throws JsonFormatException {
        WorkloadSpec spec =
                spec("'env':{'A':'x','B':7,'C':true,'D':1.50,'E':-9223372036854775809}");

        assertThat(spec.env())
                .isEqualTo(
                        Map.of(
                                "A", "x",
                                "B", "7",
                                "C", "true",
                                "D", "1.50",
                                "E", "-9223372036854775809"));
    }

    @ParameterizedTest
    @CsvSource({"null, null", "[], a list", "{}, an object"})
    void mapValuesMustBeScalars(String token, String shown) {
        assertThatThrownBy(() -> spec("'env':{'PATH':" + token + "}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("start_workload.spec.env.PATH: must be a string, was " + shown);
    }

    @Test
    void equalMapsAreEqualText() throws JsonFormatException {
        String forward = ClawCodec.write(start(spec("'env':{'A':'1','B':'2','C':'3','D':'4'}")));
        String backward = ClawCodec.write(start(spec("'env':{'D':'4','C':'3','B':'2','A':'1'}")));

        assertThat(forward).isEqualTo(backward).contains("{\"A\":\"1\",\"B\":\"2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "'get_status'",
                "[]",
                "[{'type':'get_status'}]",
                "{",
                "{'type':'get_status'",
                "{'type':'get_status'}}",
                "{'type':'get_status'}{}",
                "{'type':'get_status'} x",
                "{'type':'get_status',}",
                "{type:'get_status'}",
                "/* c */ {'type':'get_status'}",
                "{}",
                "{'type':7}",
                "{'type':null}",
                "{'type':['get_status']}"
            })
    void messageIsExactlyOneTaggedObject(String json) {
        assertThatThrownBy(() -> request(json)).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(
                        () -> {
                            byte[] utf8 = json(json).getBytes(StandardCharsets.UTF_8);
                            CliRequestReader.FAMILY.read(JsonTree.parse(utf8, 0, utf8.length));
                        })
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void whiteSpaceAroundTheObjectIsFine() throws JsonFormatException {
        assertThat(request(" \r\n\t{ 'type' : 'get_status' } \n"))
                .isEqualTo(new CliRequest.GetStatus());
    }

    @Test
    void bytesAreReadFromTheirRange() throws JsonFormatException {
        byte[] utf8 = ("xx" + json(HEARTBEAT) + "yy").getBytes(StandardCharsets.UTF_8);

        assertThat(NodeMessageFormat.read(JsonTree.parse(utf8, 2, utf8.length - 4)))
                .isEqualTo(node(HEARTBEAT));
    }

    @Test
    void bytesOfOtherEncodingsAreRefused() {
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32")) {
            byte[] bytes = json(HEARTBEAT).getBytes(Charset.forName(charset));

            assertThatThrownBy(() -> NodeMessageFormat.read(JsonTree.parse(bytes, 0, bytes.length)))
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] bytes = json("{'type':'get_status','x':'?'}").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xFF;

        assertThatThrownBy(
                        () -> CliRequestReader.FAMILY.read(JsonTree.parse(bytes, 0, bytes.length)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("UTF-8");
    }

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String metrics(String member, String token) {
        String watts = member.equals("power_watts") ? token : "null";
        String percent = member.equals("utilization_percent") ? token : "1";
        return "{'type':'metrics','node_id':'"
                + ID
                + "','gpu_metrics':[{'index':0,'utilization_percent':"
                + percent
                + ",'memory_used_mib':1,'memory_total_mib':2,'temperature_celsius':3,"
                + "'power_watts':"
                + watts
                + "}],'timestamp':'2026-03-04T05:06:37Z'}";
    }

    private static WorkloadSpec spec(String env) throws JsonFormatException {
        CliRequest request =
                request(
                        "{'type':'start_workload','spec':{'image':'i','command':[],"
                                + env
                                + ",'gpu_count':0,'memory_mb':0,'cpu_cores':0}}");
        return ((CliRequest.StartWorkload) request).spec();
    }

    private static CliRequest start(WorkloadSpec spec) {
        return new CliRequest.StartWorkload(null, spec, false);
    }

    private static NodeMessage node(String json) throws JsonFormatException {
        return ClawCodec.readNodeMessage(json(json));
    }

    private static CliRequest request(String json) throws JsonFormatException {
        return ClawCodec.readRequest(json(json));
    }

    private static CliReply reply(String json) throws JsonFormatException {
        return ClawCodec.readReply(json(json));
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> request(json))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining(message);
    }

    private static void assertRefusedByNode(String json, String message) {
        assertThatThrownBy(() -> node(json))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith(message);
    }
}
