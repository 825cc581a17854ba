package dev.clawgateway.protocol.claw;

import static dev.clawgateway.protocol.claw.JsonRulesTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.protocol.json.JsonFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sender of a bad message is told. */
class ErrorTextTest {
    private static final String ID = "7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'get_node'} | get_node.node_id: must be a UUID of 36 characters, was missing",
                "{'type':'get_node','node_id':null} | get_node.node_id: must be a UUID of 36 characters, was null",
                "{'type':'get_node','node_id':'x'} | get_node.node_id: must be a UUID of 36 characters, was 'x'",
                "{'type':'get_node','node_id':7} | get_node.node_id: must be a UUID of 36 characters, was 7",
                "{'type':'ping','timestamp':1772600797000} | ping.timestamp: must be an RFC 3339 time such as 2026-03-04T05:06:07Z, was 1772600797000",
                "{'type':'ping','timestamp':'2026-03-04T05:06Z'} | ping.timestamp: must be an RFC 3339 time such as 2026-03-04T05:06:07Z, was '2026-03-04T05:06Z'",
                "{'type':'list_nodes','include_capabilities':'yes'} | list_nodes.include_capabilities: must be true or false, was 'yes'",
                "{'type':'list_nodes','include_capabilities':0} | list_nodes.include_capabilities: must be true or false, was 0",
                "{'type':'list_nodes','state_filter':[],'include_capabilities':true} | list_nodes.state_filter: must be one of healthy, unhealthy, draining, offline, was a list",
                "{'type':'set_serving'} | set_serving.serving: must be true or false, was missing",
                "{'type':'start_workload'} | start_workload.spec: must be an object, was missing",
                "{'type':'start_workload','spec':[]} | start_workload.spec: must be an object, was a list",
                "{'type':'start_workload','workload':{}} | start_workload.workload.spec: must be an object, was missing",
                "{'type':'start_workload','workload':7} | start_workload.workload: must be an object, was 7",
                "{'type':'deploy_workload'} | deploy_workload.spec: must be an object, was missing",
                "{'type':'set_virtual_cluster','name':'a','weight':0} | set_virtual_cluster.weight: must be an integer from 1 to 2147483647, was 0",
                "{'type':'set_virtual_cluster','name':'a','limit':{'gpu_millis':-1}} | set_virtual_cluster.limit.gpu_millis: must be an integer from 0 to 18446744073709551615, was -1",
                "[] | message: must be a JSON object, was a list",
                "null | message: must be a JSON object, was null",
                "'hello' | message: must be a JSON object, was 'hello'",
            })
    void requestsComplaintNamesMemberAndRemedy(String json, String message) {
        assertThat(problem(json)).hasMessage(json(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'command':'ls' | command: must be a list, was 'ls'",
                "'command':['ls',7] | command[1]: must be a string, was 7",
                "'env':[] | env: must be an object of strings, was a list",
                "'env':[['A','b']] | env: must be an object of strings, was a list",
                "'gpu_count':-1 | gpu_count: must be an integer from 0 to 4294967295, was -1",
                "'gpu_count':4294967296 | gpu_count: must be an integer from 0 to 4294967295, was 4294967296",
                "'gpu_count':4294967295 | gpu_count: must be at most 2147483647, was 4294967295",
                "'memory_mb':1.5 | memory_mb: must be an integer from 0 to 18446744073709551615, was 1.5",
                "'cpu_millis':'2' | cpu_millis: must be an integer from 0 to 18446744073709551615, was '2'",
                "'scheduling':null | scheduling: must be an object, was null",
                "'scheduling':{'node_selector':{'a':null}} | scheduling.node_selector.a: must be a string, was null",
                "'scheduling':{'gpu_requirement':{}} | scheduling.gpu_requirement.count: must be an integer from 0 to 4294967295, was missing",
                "'scheduling':{'gpu_requirement':{'count':1,'selector':'index >'}} | scheduling.gpu_requirement.selector: expected an integer at character 8",
                "'scheduling':{'gpu_requirement':{'count':1,'fallback':{'count':1,'selector':'cores > 1'}}} | scheduling.gpu_requirement.fallback.selector: expected device.memory_mib, device.index, device.name or device.uuid at character 1",
                "'scheduling':{'gpu_requirement':{'count':1,'share':{'milli':0}}} | scheduling.gpu_requirement.share.milli: must be an integer from 1 to 1000, was 0",
                "'scheduling':{'gpu_requirement':{'count':1,'share':{'milli':1001}}} | scheduling.gpu_requirement.share.milli: must be an integer from 1 to 1000, was 1001",
                "'scheduling':{'required_conditions':[{'condition_type':'a','required_status':true}]} | scheduling.required_conditions[0].required_status: must be one of true, false, unknown, was true",
                "'scheduling':{'parallel':{'completions':1,'parallelism':1,'completion_mode':'Indexed'}} | scheduling.parallel.completion_mode: must be one of non_indexed, indexed, was 'Indexed'",
                "'scheduling':{'gang':{'min_members':3,'max_members':2}} | scheduling.gang: max_members must be at least min_members",
                "'scheduling':{'gang':{'min_members':0,'max_members':2}} | scheduling.gang.min_members: must be an integer from 1 to 2147483647, was 0",
                "'scheduling':{'required_labels':[{'key':'a','operator':'in'}]} | scheduling.required_labels[0].values: must not be empty for in and not_in",
                "'scheduling':{'preferred_labels':[{'key':'a','operator':'exists','values':['x']}]} | scheduling.preferred_labels[0].values: must be empty for exists and not_exists",
                "'scheduling':{'required_labels':[{'key':'a','operator':'equals'}]} | scheduling.required_labels[0].operator: must be one of in, not_in, exists, not_exists, was 'equals'",
                "'scheduling':{'spread':[{'workloads':[],'topology_key':'a','max_skew':0}]} | scheduling.spread[0].max_skew: must be an integer from 1 to 2147483647, was 0",
                "'scheduling':{'time_limit_secs':0} | scheduling.time_limit_secs: must be an integer from 1 to 4294967295, was 0",
                "'scheduling':{'priority':2147483648} | scheduling.priority: must be an integer from -2147483648 to 2147483647, was 2147483648",
                "'scheduling':{'not_before':'tomorrow'} | scheduling.not_before: must be an RFC 3339 time such as 2026-03-04T05:06:07Z, was 'tomorrow'",
            })
    void specsComplaintNamesMemberAndRemedy(String member, String message) {
        String name = member.substring(0, member.indexOf(':'));
        String base = "'image':'i','command':[],'env':{},'gpu_count':0,'memory_mb':0,'cpu_cores':0";
        String rest = base.replaceAll(",?" + name + ":[^,]*(?=,|$)", "");

        JsonFormatException problem =
                problem("{'type':'start_workload','spec':{" + rest + "," + member + "}}");

        assertThat(problem).hasMessage("start_workload.spec." + json(message));
        assertThat(problem.type()).isEqualTo("start_workload");
    }

    @Test
    void nodesComplaintNamesTheElement() {
        JsonFormatException problem =
                nodeProblem(
                        "{'type':'register','node_id':'"
                                + ID
                                + "','name':'n','protocol_version':1,'capabilities':{'gpus':["
                                + "{'index':'x','name':'A','memory_mib':1,'uuid':'u'}],"
                                + "'memory_mib':1,'cpu_cores':1,'runtimes':[]}}");

        assertThat(problem)
                .hasMessage(
                        json(
                                "register.capabilities.gpus[0].index: must be an integer from 0 to"
                                        + " 4294967295, was 'x'"));
    }

    @Test
    void twoGpusOfOneIndexAreRefused() {
        String gpu = "{'index':4,'name':'A','memory_mib':1,'uuid':'u'}";
        JsonFormatException problem =
                nodeProblem(
                        "{'type':'register','node_id':'"
                                + ID
                                + "','name':'n','protocol_version':1,'capabilities':{'gpus':["
                                + gpu
                                + ","
                                + gpu
                                + "],'memory_mib':1,'cpu_cores':1,'runtimes':[]}}");

        assertThat(problem)
                .hasMessage(
                        "register.capabilities.gpus: each must have an index of its own, two share"
                                + " one");
    }

    @Test
    void invokeResultsComplaintNamesTheFrame() {
        assertThat(nodeProblem("{'type':'req','method':'node.invoke.result'}"))
                .hasMessage("node.invoke.result.params: must be an object, was missing");
        assertThat(
                        nodeProblem(
                                "{'method':'node.invoke.result','params':{'id':'1',"
                                        + "'payloadJSON':'{'}}"))
                .hasMessageStartingWith(
                        "node.invoke.result.params.payloadJSON: must contain JSON: message: must"
                                + " be JSON, is not at line 1, column ");
    }

    @Test
    void unknownTypeIsAnsweredWithTheKnownOnes() {
        assertThat(nodeProblem("{'type':'registered'}"))
                .hasMessage(
                        json(
                                "message.type: must be one of heartbeat, mesh_ready, metrics,"
                                        + " register, workload_logs, workload_update, was"
                                        + " 'registered'"));
        assertThat(nodeProblem("{}")).hasMessageEndingWith(", was missing");
    }

    @Test
    void typeIsKeptWhenItCouldBeRead() {
        assertThat(problem("{'type':'get_node'}").type()).isEqualTo("get_node");
        assertThat(problem("{'type':'deploy_workload'}").type()).isEqualTo("deploy_workload");
        assertThat(problem("{'type':'no_such_request'}").type()).isEqualTo("no_such_request");
        assertThat(problem("{'type':7}").type()).isNull();
        assertThat(problem("{}").type()).isNull();
        assertThat(problem("{'type':'get_node'").type()).isNull();
        assertThat(problem("{'type':'" + "x".repeat(65) + "'}").type()).isNull();
    }

    @Test
    void syntaxErrorsAreLocated() {
        assertThat(problem("{'type':\n  nope}"))
                .hasMessageStartingWith("message: must be JSON, is not at line 2, column ");
        assertThat(problem("")).hasMessage("message: must be a JSON object, was empty");
        assertThat(problem("{'type':'get_status'} 7"))
                .hasMessage("message: must be one JSON value, has more after it");
    }

    @Test
    void longInputIsNotQuotedBack() {
        String text = "\uD83D\uDE00".repeat(100_000);

        assertThat(problem("{'type':'get_node','node_id':'" + text + "'}").getMessage())
                .hasSizeLessThan(200)
                .endsWith("\uDE00...\"");
        assertThat(problem("{'type':'" + text + "'}").getMessage()).hasSizeLessThan(1000);
        assertThat(
                        problem("{'type':'get_status','" + text.substring(0, 40_000) + "':1,'x'}")
                                .getMessage())
                .hasSizeLessThan(300);
        assertThat(
                        problem(
                                        "{'type':'get_status','"
                                                + text.substring(0, 40_000)
                                                + "':{'y':1,'y':1}}")
                                .getMessage())
                .hasSizeLessThan(300);
    }

    private static JsonFormatException problem(String json) {
        return catchThrowableOfType(
                JsonFormatException.class, () -> ClawCodec.readRequest(json(json)));
    }

    private static JsonFormatException nodeProblem(String json) {
        return catchThrowableOfType(
                JsonFormatException.class, () -> ClawCodec.readNodeMessage(json(json)));
    }
}
