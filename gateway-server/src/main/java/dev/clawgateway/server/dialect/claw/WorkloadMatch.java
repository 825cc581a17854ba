package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.record.WorkerPlace;
import dev.clawgateway.core.record.WorkloadRecord;
import dev.clawgateway.protocol.claw.operator.CliRequest.ListWorkloads;
import dev.clawgateway.protocol.claw.operator.WorkloadFilter;
import java.util.Locale;
import java.util.Map;

/** Whether a list was asked for that has a workload in it. */
final class WorkloadMatch {
    private WorkloadMatch() {}

    static boolean matches(WorkloadRecord workload, ListWorkloads request) {
        WorkloadFilter wanted = request.wanted();
        return (request.stateFilter() == null || workload.state() == request.stateFilter())
                && (request.nodeFilter() == null
                        || WorkloadInfos.node(workload).equals(request.nodeFilter()))
                && (wanted.group() == null || isWorkerOf(workload, wanted))
                && bears(workload, wanted.labels())
                && (wanted.match() == null || isCalled(workload, wanted.match()));
    }

    private static boolean isWorkerOf(WorkloadRecord workload, WorkloadFilter wanted) {
        WorkerPlace place = workload.place();
        return place != null && place.group().equals(wanted.group());
    }

    private static boolean bears(WorkloadRecord workload, Map<String, String> labels) {
        Map<String, String> own = workload.spec().labels();
        return labels.entrySet().stream()
                .allMatch(label -> label.getValue().equals(own.get(label.getKey())));
    }

    private static boolean isCalled(WorkloadRecord workload, String text) {
        return isNamed(workload, text)
                || workload.id().toString().startsWith(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isNamed(WorkloadRecord workload, String text) {
        String name = workload.spec().labels().get(WorkloadInfos.NAME_LABEL);
        return name != null
                && text.startsWith(name)
                && (text.equals(name) || text.equals(WorkloadInfos.name(workload)));
    }
}
