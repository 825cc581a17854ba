package dev.clawgateway.cli;

import dev.clawgateway.client.operator.SpecJson;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;

/** What the manual shows, word for word. */
final class JavaClientExample {
    private JavaClientExample() {}

    static void hello(String url) {
        // begin
        try (RestGateway gateway = RestGateway.at(url)) {
            WorkloadSpec spec =
                    SpecJson.read(
                            """
                            {"image": "process", "command": ["echo", "hello"], "env": {},
                             "gpu_count": 0, "memory_mb": 0, "cpu_cores": 1}
                            """);
            WorkloadId id = gateway.workloads().submit(spec).id();
            gateway.workloads().lines(id).forEach(System.out::println);
            System.out.println("ended as " + gateway.workloads().get(id).state());
        }
        // end
    }
}
