package com.example;

import dev.clawgateway.client.operator.SpecJson;
import dev.clawgateway.client.rest.RestGateway;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;

/** A program that has a gateway run something, over its API. */
final class ClientExample {
    private ClientExample() {}

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
