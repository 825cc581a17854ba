package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Value;

/** What the API says in the words of {@code client.api}. */
final class RestViews {
    private RestViews() {}

    static WorkloadView workload(Value object) throws JsonFormatException {
        return view(ApiWorkload.KIND.read(object));
    }

    static WorkloadView view(ApiWorkload workload) {
        ApiWorkload.Place place = workload.place();
        ApiWorkload.Times times = workload.times();
        ApiWorkload.Course course = workload.course();
        return new WorkloadView(
                workload.id(),
                workload.state(),
                workload.image(),
                place.node(),
                place.nodeName(),
                times.created(),
                times.started(),
                times.finished(),
                null,
                place.gpus(),
                course.attempt() == 0 ? null : course.attempt(),
                course.exitCode(),
                workload.reason(),
                workload.name(),
                workload.group(),
                workload.workerIndex(),
                course.failures(),
                workload.spec(),
                course.stopCause(),
                course.nodeMessage(),
                course.restarts(),
                times.nextTry(),
                place.unhealthyGpus());
    }
}
