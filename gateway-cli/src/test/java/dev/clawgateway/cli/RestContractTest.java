package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.operator.SpecJson;
import dev.clawgateway.client.rest.RestFilter;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.client.rest.RestMaintenance;
import dev.clawgateway.client.rest.RestNodes.NodeFilter;
import dev.clawgateway.client.rest.answer.WorkloadAnswers.SubmittedLine;
import dev.clawgateway.client.rest.call.ProblemException;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.api.cluster.ClusterRequest;
import dev.clawgateway.protocol.api.workload.ApiSubmission;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Java client against the contract, and every operation of it against a gateway. */
class RestContractTest {
    private static final ApiContract CONTRACT = ApiContract.load();
    private static final List<RestOperation> ASKED = new ArrayList<>();
    private static final WorkloadSpec SPEC =
            SpecJson.read(
                    """
                    {"image": "pytorch", "command": ["train"], "env": {}, "gpu_count": 1,
                     "memory_mb": 0, "cpu_cores": 0, "labels": {"app": "a"}}
                    """);
    private static final WorkloadSpec MANY =
            SpecJson.read(
                    """
                    {"image": "pytorch", "command": [], "env": {}, "gpu_count": 0,
                     "memory_mb": 0, "cpu_cores": 0, "labels": {"app": "many"}}
                    """);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NODE = "node-1";
    private static InProcessGateway gateway;
    private static RestGateway rest;
    private static WorkloadId workload;
    @TempDir private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        gateway = new InProcessGateway(folder);
        gateway.startFleet(2, 2);
        rest = RestGateway.watched(HttpAddresses.of(gateway.url()), ASKED::add);
        workload = rest.workloads().submit(SPEC).id();
    }

    @AfterAll
    static void stop() {
        rest.close();
        gateway.close();
    }

    @Test
    void knowsEveryOperationAndNoOther() {
        assertThat(Stream.of(RestOperation.values()).map(RestContractTest::line))
                .containsExactlyInAnyOrderElementsOf(
                        CONTRACT.operations().stream().map(RestContractTest::line).toList());
    }

    private static String line(RestOperation operation) {
        return line(
                operation.id(),
                operation.method(),
                ApiContract.BASE + operation.path(),
                operation.keyed());
    }

    private static String line(ApiOperation operation) {
        return line(
                operation.id(),
                operation.method(),
                operation.template(),
                // A key that a process alone keeps is none to ask again under, over its end.
                !operation.keyOfProcess()
                        && operation
                                .parameter(ApiParameter.Place.HEADER, "Idempotency-Key")
                                .isPresent());
    }

    private static String line(String id, String method, String path, boolean keyed) {
        return id + ": " + method + " " + path + (keyed ? ", with a key" : "");
    }

    @ParameterizedTest
    @EnumSource(RestOperation.class)
    void isAnsweredAsTheContractSays(RestOperation operation) {
        ASKED.clear();
        ApiOperation promised = Objects.requireNonNull(CONTRACT.operation(operation.id()));
        try {
            ask(operation);
        } catch (ProblemException problem) {
            assertThat(promised.statuses()).as(problem.getMessage()).contains(problem.status());
            assertThat(problem.code()).isNotEmpty();
        }
        assertThat(ASKED).contains(operation);
    }

    private static void ask(RestOperation operation) {
        Object _ =
                switch (operation) {
                    case GET_CONTRACT -> rest.self().contract();
                    case GET_DOCUMENTATION -> rest.self().documentation();
                    case LIST_PROVIDERS -> rest.access().providers();
                    case WHO_AM_I -> rest.access().whoAmI();
                    case CAN_I -> rest.access().canI(new CanRequest("workloads.stop", null));
                    case LIST_PERMISSIONS -> rest.access().permissions(null);
                    case CREATE_TOKEN -> rest.access().create(ofAnn());
                    case LIST_TOKENS -> rest.access().tokens(null);
                    case GET_TOKEN -> rest.access().token("nobody's");
                    case REVOKE_TOKEN -> rest.access().revoke("nobody's");
                    case REVOKE_SUBJECT -> done(() -> rest.access().revokeSubject("ann"));
                    case ROTATE_KEYS -> done(() -> rest.access().rotate());
                    case JOIN_NODE -> rest.access().join(new JoinRequest("key", "n1"));
                    case RENEW_CREDENTIAL -> rest.access().renew();
                    case LIST_DEVICES -> rest.devices().list().iterator().hasNext();
                    case GET_DEVICE -> rest.devices().get("nobody's");
                    case NAME_DEVICE -> rest.devices().name("nobody's", "left");
                    case REMOVE_DEVICE -> done(() -> rest.devices().remove("nobody's"));
                    case ROTATE_DEVICE_TOKEN ->
                            rest.devices().rotateToken("nobody's", "node", null);
                    case REVOKE_DEVICE_TOKEN -> rest.devices().revokeToken("nobody's", "node");
                    case LIST_DEVICE_REQUESTS -> rest.devices().requests().iterator().hasNext();
                    case APPROVE_DEVICE -> rest.devices().approve("nobody's");
                    case REJECT_DEVICE -> done(() -> rest.devices().reject("nobody's"));
                    case GET_GATEWAY -> rest.self().get();
                    case SET_SERVING -> rest.self().setServing(true);
                    case SET_LOG_LEVEL -> done(() -> rest.self().setLogLevel("info"));
                    case RELOAD_CONFIGURATION -> rest.self().reload();
                    case GET_CONFIGURATION -> rest.self().configuration();
                    case GET_CONFIGURATION_CHANGES -> rest.self().changes();
                    case LIST_CLUSTERS -> rest.clusters().page(null);
                    case GET_CLUSTER -> rest.clusters().get("nobody's");
                    case CREATE_CLUSTER -> rest.clusters().create(cluster("research"));
                    case CHANGE_CLUSTER -> rest.clusters().change("nobody's", cluster(null));
                    case DELETE_CLUSTER -> done(() -> rest.clusters().delete("nobody's"));
                    case LIST_WORKSPACES -> rest.workspaces().page("default", null);
                    case GET_WORKSPACE -> rest.workspaces().get("nobody's");
                    case CREATE_WORKSPACE -> rest.workspaces().create(alpha());
                    case DELETE_WORKSPACE -> done(() -> rest.workspaces().delete("nobody's"));
                    case SUBMIT_WORKLOAD -> rest.workloads().submit(SPEC);
                    case LIST_WORKLOADS -> rest.workloads().list(RestFilter.ALL).iterator().next();
                    case GET_WORKLOAD -> rest.workloads().get(workload);
                    case STOP_WORKLOAD -> rest.workloads().stop(workload, false);
                    case STOP_WORKLOADS -> rest.many().count(RestFilter.ALL.label("app", "b"));
                    case EXPLAIN_WORKLOAD -> rest.workloads().explain(workload);
                    case READ_OUTPUT -> rest.workloads().output(workload, 10);
                    case WAIT_FOR_WORKLOAD ->
                            rest.workloads().await(workload, Set.of(WorkloadState.RUNNING), LIMIT);
                    case LIST_EVENTS -> rest.events().page(null, 10);
                    case CLEAR_GATE -> rest.workloads().clearGate(workload, "no such gate");
                    case LIST_NODES -> rest.nodes().list(NodeFilter.ALL).iterator().next();
                    case ACCEPT_LOSSES -> rest.nodes().acceptLosses();
                    case GET_NODE -> rest.nodes().get(NODE);
                    case DELETE_NODE -> rest.nodes().delete(NODE);
                    case GET_NODE_READINGS -> rest.nodes().readings(NODE);
                    case SET_NODE_LABEL -> rest.nodes().setLabel(NODE, "a/b", "c");
                    case REMOVE_NODE_LABEL -> rest.nodes().removeLabel(NODE, "a/b");
                    case SET_NODE_TAINT -> rest.nodes().setTaint(NODE, "t", "v");
                    case REMOVE_NODE_TAINT -> rest.nodes().removeTaint(NODE, "t");
                    case SET_NODE_CONDITION ->
                            rest.nodes().setCondition(NODE, "fans", true, "new ones");
                    case CORDON_NODE -> rest.nodes().cordon(NODE, "fans");
                    case UNCORDON_NODE -> rest.nodes().uncordon(NODE);
                    case DRAIN_NODE -> rest.nodes().drain(NODE, LIMIT);
                    case UNDRAIN_NODE -> rest.nodes().undrain(NODE);
                    case INVOKE_ON_NODE ->
                            rest.nodes().invoke(NODE, "no.such", "{}", Duration.ofSeconds(1));
                    case LIST_MAINTENANCE -> rest.maintenance().list();
                    case SET_MAINTENANCE -> rest.maintenance().set("rack-12", window());
                    case REMOVE_MAINTENANCE -> rest.maintenance().remove("rack-12");
                    case GET_FLEET -> rest.fleet().get();
                    case GET_FLEET_MAP -> rest.fleet().map();
                    case LIST_QUEUE -> rest.fleet().queue().iterator().hasNext();
                    case GET_QUEUE_MOVES -> rest.fleet().moves();
                    case LIST_DISCOVERED -> rest.discovery().list();
                    case GET_DISCOVERED_LEADER -> rest.discovery().leader();
                    case GET_DISCOVERY_STATS -> rest.discovery().stats();
                    case START_DISCOVERY_OVER -> rest.discovery().reset();
                    case REMOVE_DISCOVERED -> rest.discovery().remove("nobody");
                    case LIST_MEMBERS -> rest.members().list().iterator().next();
                    case GET_MEMBER -> rest.members().get("nobody");
                    case REMOVE_MEMBER -> rest.members().remove("nobody");
                    case ENABLE_MEMBER -> rest.members().enable("nobody");
                    case DISABLE_MEMBER -> rest.members().disable("nobody");
                    case GET_STANDING -> rest.members().standing();
                    case GET_MEMBERS_HEALTH -> rest.members().health();
                    case LIST_SESSIONS -> rest.self().sessions().iterator().next();
                    case READ_AUDIT -> rest.access().audit(null, null).iterator().hasNext();
                    case BACK_UP_STORE -> rest.store().backUp(2);
                    case EXPORT_STORE -> rest.store().export();
                    case GET_STORE_COPY -> rest.store().copy();
                };
    }

    private static ClusterRequest cluster(@Nullable String name) {
        return new ClusterRequest(name, Map.of("zone", "a"), null, null, 2, null);
    }

    private static WorkspaceWish alpha() {
        return new WorkspaceWish("alpha", "team/code", "default", WorkspaceWish.Container.USUAL);
    }

    @Test
    void walksThroughAllThatAreMeant() {
        for (int i = 0; i < 3; i++) {
            rest.workloads().submit(SPEC);
        }
        List<WorkloadId> all = new ArrayList<>();
        rest.workloads().list(RestFilter.ALL.label("app", "a")).forEach(one -> all.add(one.id()));
        List<WorkloadId> paged = new ArrayList<>();
        String cursor = null;
        do {
            RestPage<ApiWorkload> page =
                    rest.workloads().page(RestFilter.ALL.label("app", "a"), 2, cursor);
            page.items().forEach(one -> paged.add(one.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(all).hasSizeGreaterThanOrEqualTo(4).contains(workload).isEqualTo(paged);
        assertThat(rest.workloads().list(RestFilter.ALL.label("app", "b"))).isEmpty();
        assertThat(rest.workloads().list(RestFilter.ALL.state(WorkloadState.FAILED))).isEmpty();
    }

    @Test
    void submitsOnceUnderOneKey() {
        ApiSubmission wanted = new ApiSubmission(SPEC, null, true, null);

        WorkloadId first = rest.workloads().submit(wanted, "night-run-7").id();
        assertThat(rest.workloads().submit(wanted, "night-run-7").id()).isEqualTo(first);
        assertThat(rest.workloads().submit(wanted, "night-run-8").id()).isNotEqualTo(first);
    }

    @Test
    void submitsAndStopsMany() {
        List<ApiSubmission> wanted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wanted.add(new ApiSubmission(MANY, null, true, "m" + i));
        }
        NodeId nowhere = NodeId.parse("00000000-0000-4000-8000-000000000000");
        wanted.add(new ApiSubmission(MANY, nowhere, true, "m3"));

        List<SubmittedLine> lines = rest.many().submit(wanted, "many-1");
        assertThat(lines).extracting(SubmittedLine::key).containsExactly("m0", "m1", "m2", "m3");
        assertThat(lines.subList(0, 3)).allMatch(line -> line.status() == 201);
        assertThat(lines.get(3).problem()).isNotNull();
        assertThat(rest.many().submit(wanted, "many-1").subList(0, 3))
                .extracting(SubmittedLine::workloadId)
                .isEqualTo(lines.subList(0, 3).stream().map(SubmittedLine::workloadId).toList());

        RestFilter many = RestFilter.ALL.label("app", "many");
        assertThat(rest.many().count(many)).isEqualTo(3);
        assertThatThrownBy(() -> rest.many().stop(many, false, 4L))
                .isInstanceOf(ProblemException.class);
        assertThat(rest.many().stop(many, false, 3L)).isEqualTo(3);
    }

    private static RestMaintenance.Wish window() {
        Instant from = Instant.now().plus(LIMIT);
        return new RestMaintenance.Wish(
                List.of(), Map.of("rack", "12"), from, from.plus(LIMIT), Duration.ZERO, null);
    }

    private static TokenRequest ofAnn() {
        return new TokenRequest("operator", "ann", "viewer", null, false, null, Map.of(), 0, 0);
    }

    private static Object done(Runnable asked) {
        asked.run();
        return asked;
    }
}
