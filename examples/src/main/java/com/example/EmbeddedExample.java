package com.example;

import dev.clawgateway.embedded.EmbeddedConfig;
import dev.clawgateway.embedded.EmbeddedGateway;
import dev.clawgateway.embedded.OutputLine;
import dev.clawgateway.embedded.Scheduled;
import dev.clawgateway.embedded.WorkloadRequest;

/** A gateway within a program, and work on whatever machines join it. */
public final class EmbeddedExample {
    public static void main(String... args) {
        EmbeddedConfig config = EmbeddedConfig.defaults().bind("127.0.0.1:8080");
        try (EmbeddedGateway gateway = EmbeddedGateway.start(config)) {
            System.out.println("now: claw-gateway agent --allow-processes --fake-gpus 1");
            System.out.println(hello(gateway));
        }
    }

    static String hello(EmbeddedGateway gateway) {
        WorkloadRequest request = WorkloadRequest.process("echo", "hello").gpus(1).name("hello");
        Scheduled scheduled = gateway.enqueue(request);
        StringBuilder printed = new StringBuilder();
        for (OutputLine line : gateway.output(scheduled.workload())) {
            printed.append(line.text()).append('\n');
        }
        return printed + "ended as " + gateway.workload(scheduled.workload()).state();
    }
}
