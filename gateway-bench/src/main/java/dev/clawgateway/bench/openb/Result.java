package dev.clawgateway.bench.openb;

import java.util.ArrayList;
import java.util.List;

/** One list under one policy, over several seeds. */
final class Result {
    final String list;
    final String policy;
    private final List<List<ArrivalRun.Mark>> runs = new ArrayList<>();

    Result(String list, String policy) {
        this.list = list;
        this.policy = policy;
    }

    void add(List<ArrivalRun.Mark> marks) {
        runs.add(marks);
    }

    int runs() {
        return runs.size();
    }

    double allocated(int mark) {
        return runs.stream().mapToDouble(run -> run.get(mark).allocated()).average().orElse(0);
    }

    double least(int mark) {
        return runs.stream().mapToDouble(run -> run.get(mark).allocated()).min().orElse(0);
    }

    double most(int mark) {
        return runs.stream().mapToDouble(run -> run.get(mark).allocated()).max().orElse(0);
    }

    double fragmented(int mark) {
        return runs.stream().mapToDouble(run -> run.get(mark).fragmented()).average().orElse(0);
    }
}
