package dev.clawgateway.client.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.api.GatewayAnswer;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadListJsonTest {
    @Test
    void writesWhatIsWrittenOfTheWhole() {
        for (int count : List.of(0, 1, 5)) {
            List<WorkloadView> all = new ArrayList<>();
            WorkloadListJson json = new WorkloadListJson();
            StringBuilder text = new StringBuilder(json.begin());
            for (int i = 0; i < count; i += 2) {
                List<WorkloadView> part =
                        i + 1 < count
                                ? List.of(workload(i), workload(i + 1))
                                : List.of(workload(i));
                all.addAll(part);
                text.append(json.more(part));
            }
            text.append(json.end());

            assertThat(text).hasToString(AnswerJson.text(new GatewayAnswer.Workloads(all)));
        }
    }

    private static WorkloadView workload(int number) {
        return WorkloadWire.view(
                BareWorkload.info(
                        WorkloadId.parse("00000000-0000-4000-8000-00000000000" + number),
                        WorkloadState.PENDING,
                        "image:\"[]" + number,
                        "]}"));
    }
}
