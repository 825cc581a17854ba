package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.DURATION;
import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.SELECTOR;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.form.FieldShape;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;
import dev.clawgateway.store.form.WordNumbers;
import java.time.Duration;

/** What was asked for. */
final class SpecForms {
    private static final FieldShape<Boolean> USUALLY = FLAG.usually(true);
    private static final FieldShape<Duration> SPAN = DURATION.usually(Duration.ZERO);
    private static final FieldShape<String> CLUSTER = TEXT.usually(QueueTerms.DEFAULT_CLUSTER);

    static final WordNumbers<LabelRule.Operator> OPERATOR =
            WordNumbers.of(LabelRule.Operator.class)
                    .with(0, LabelRule.Operator.IN)
                    .with(1, LabelRule.Operator.NOT_IN)
                    .with(2, LabelRule.Operator.EXISTS)
                    .with(3, LabelRule.Operator.NOT_EXISTS);

    static final WordNumbers<CompletionMode> COMPLETION_MODE =
            WordNumbers.of(CompletionMode.class)
                    .with(0, CompletionMode.NON_INDEXED)
                    .with(1, CompletionMode.INDEXED);

    static final Form<LabelRule> LABEL_RULE =
            Form.of((Row<LabelRule> row) ->
                            new LabelRule(
                                    row.is(1, "key", LabelRule::key, TEXT),
                                    row.is(2, "operator", LabelRule::operator, OPERATOR),
                                    row.many(3, "values", LabelRule::values, TEXT)))
                    .toldBy(1, 2);

    static final Form<SchedulingGate> GATE =
            Form.of((Row<SchedulingGate> row) ->
                            new SchedulingGate(
                                    row.is(1, "name", SchedulingGate::name, TEXT),
                                    row.maybe(2, "reason", SchedulingGate::reason, TEXT),
                                    row.maybe(3, "controller", SchedulingGate::controller, TEXT)))
                    .toldBy(1);

    static final Form<GpuShare> SHARE =
            Form.of(row ->
                    new GpuShare(
                            row.is(1, "milli", GpuShare::milli, INTEGER),
                            row.is(2, "memory_mib", GpuShare::memoryMib, NUMBER)));

    static final Form<GpuRequirement> GPU =
            Form.of(row ->
                    new GpuRequirement(
                            row.is(1, "count", GpuRequirement::count, INTEGER),
                            row.is(2, "selector", GpuRequirement::selector, SELECTOR),
                            row.is(3, "min_memory_mib", GpuRequirement::minMemoryMib, NUMBER),
                            row.maybe(4, "model_pattern", GpuRequirement::modelPattern, TEXT),
                            row.many(5, "models", GpuRequirement::models, TEXT),
                            row.maybe(6, "share", GpuRequirement::share, SHARE),
                            row.maybe(7, "mig_profile", GpuRequirement::migProfile, TEXT),
                            row.is(8, "linked", GpuRequirement::linked, FLAG),
                            row.is(9, "priority", GpuRequirement::priority, INTEGER),
                            row.maybe(10, "fallback", GpuRequirement::fallback, SpecForms.GPU)));

    static final Form<ConditionRequirement> CONDITION =
            Form.of((Row<ConditionRequirement> row) ->
                            new ConditionRequirement(
                                    row.is(1, "type", ConditionRequirement::type, TEXT),
                                    row.is(
                                            2,
                                            "status",
                                            ConditionRequirement::status,
                                            NodeForms.CONDITION_STATUS)))
                    .toldBy(1);

    static final Form<Toleration> TOLERATION =
            Form.of((Row<Toleration> row) ->
                            new Toleration(
                                    row.is(1, "key", Toleration::key, TEXT),
                                    row.maybe(2, "value", Toleration::value, TEXT)))
                    .toldBy(1, 2);

    static final Form<NodeRequirements> NODE =
            Form.of(row ->
                    new NodeRequirements(
                            row.map(1, "selector", NodeRequirements::selector, TEXT),
                            row.many(2, "required", NodeRequirements::required, LABEL_RULE),
                            row.many(3, "preferred", NodeRequirements::preferred, LABEL_RULE),
                            row.many(4, "conditions", NodeRequirements::conditions, CONDITION),
                            row.many(5, "tolerations", NodeRequirements::tolerations, TOLERATION)));

    static final Form<NeighbourRule> NEIGHBOUR =
            Form.of((Row<NeighbourRule> row) ->
                            new NeighbourRule(
                                    row.many(1, "workloads", NeighbourRule::workloads, LABEL_RULE),
                                    row.is(2, "topology_key", NeighbourRule::topologyKey, TEXT)))
                    .toldBy(2);

    static final Form<SpreadRule> SPREAD =
            Form.of((Row<SpreadRule> row) ->
                            new SpreadRule(
                                    row.many(1, "workloads", SpreadRule::workloads, LABEL_RULE),
                                    row.is(2, "topology_key", SpreadRule::topologyKey, TEXT),
                                    row.is(3, "max_skew", SpreadRule::maxSkew, INTEGER)))
                    .toldBy(2);

    static final Form<NeighbourRequirements> NEIGHBOURS =
            Form.of(row ->
                    new NeighbourRequirements(
                            row.many(1, "near", NeighbourRequirements::near, NEIGHBOUR),
                            row.many(2, "apart", NeighbourRequirements::apart, NEIGHBOUR),
                            row.many(3, "spread", NeighbourRequirements::spread, SPREAD)));

    static final Form<QueueTerms> QUEUE =
            Form.of(row ->
                    new QueueTerms(
                            row.is(1, "virtual_cluster", QueueTerms::virtualCluster, CLUSTER),
                            row.is(2, "priority", QueueTerms::priority, INTEGER),
                            row.is(3, "preemptible", QueueTerms::preemptible, USUALLY),
                            row.is(4, "movable", QueueTerms::movable, FLAG),
                            row.maybe(5, "not_before", QueueTerms::notBefore, TIME),
                            row.maybe(6, "time_limit", QueueTerms::timeLimit, DURATION),
                            row.added()
                                    .is(7, "leaves_unhealthy", QueueTerms::leavesUnhealthy, FLAG)));

    static final Form<Parallel> PARALLEL =
            Form.of(row ->
                    new Parallel(
                            row.is(1, "completions", Parallel::completions, INTEGER),
                            row.is(2, "parallelism", Parallel::parallelism, INTEGER),
                            row.is(3, "mode", Parallel::mode, COMPLETION_MODE),
                            row.is(4, "backoff_limit", Parallel::backoffLimit, INTEGER),
                            row.maybe(
                                    5,
                                    "backoff_limit_per_index",
                                    Parallel::backoffLimitPerIndex,
                                    INTEGER)));

    static final Form<Gang> GANG =
            Form.of(row ->
                    new Gang(
                            row.is(1, "min_members", Gang::minMembers, INTEGER),
                            row.is(2, "max_members", Gang::maxMembers, INTEGER),
                            row.maybe(3, "topology_key", Gang::topologyKey, TEXT)));

    static final WordNumbers<RestartPolicy.When> WHEN =
            WordNumbers.of(RestartPolicy.When.class)
                    .with(0, RestartPolicy.When.NEVER)
                    .with(1, RestartPolicy.When.ON_FAILURE)
                    .with(2, RestartPolicy.When.ALWAYS);

    static final Form<RestartPolicy> RESTART =
            Form.of(row ->
                    new RestartPolicy(
                            row.is(1, "when", RestartPolicy::when, WHEN),
                            row.maybe(2, "max_restarts", RestartPolicy::maxRestarts, INTEGER),
                            row.is(3, "pause", RestartPolicy::pause, SPAN),
                            row.is(4, "longest_pause", RestartPolicy::longestPause, SPAN)));

    static final Form<SchedulingRequirements> SCHEDULING =
            Form.of(row ->
                    new SchedulingRequirements(
                            row.many(1, "gates", SchedulingRequirements::gates, GATE),
                            row.maybe(2, "gpu", SchedulingRequirements::gpu, GPU),
                            row.is(3, "node", SchedulingRequirements::node, NODE),
                            row.is(4, "neighbours", SchedulingRequirements::neighbours, NEIGHBOURS),
                            row.is(5, "queue", SchedulingRequirements::queue, QUEUE),
                            row.maybe(6, "parallel", SchedulingRequirements::parallel, PARALLEL),
                            row.maybe(7, "gang", SchedulingRequirements::gang, GANG),
                            row.maybe(8, "policy", SchedulingRequirements::policy, TEXT),
                            row.added()
                                    .is(9, "restart", SchedulingRequirements::restart, RESTART)));

    static final Form<WorkloadSpec> SPEC =
            Form.of(row ->
                    new WorkloadSpec(
                            row.is(1, "image", WorkloadSpec::image, TEXT),
                            row.many(2, "command", WorkloadSpec::command, TEXT),
                            row.map(3, "env", WorkloadSpec::env, TEXT),
                            row.is(4, "gpu_count", WorkloadSpec::gpuCount, INTEGER),
                            row.is(5, "memory_mib", WorkloadSpec::memoryMib, NUMBER),
                            row.is(6, "cpu_millis", WorkloadSpec::cpuMillis, NUMBER),
                            row.map(7, "labels", WorkloadSpec::labels, TEXT),
                            row.is(8, "scheduling", WorkloadSpec::scheduling, SCHEDULING)));

    private SpecForms() {}
}
