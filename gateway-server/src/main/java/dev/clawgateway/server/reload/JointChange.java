package dev.clawgateway.server.reload;

import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/** One change of several parts: all of them change, in their order, or none does. */
public final class JointChange implements Reloadable {
    private final List<Reloadable> parts;

    public JointChange(List<Reloadable> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Asks every part, so that all that is wrong is told at once. */
    @Override
    public Prepared prepare(GatewayConfig next) throws ReloadException {
        List<Prepared> ready = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        try {
            for (Reloadable part : parts) {
                try {
                    ready.add(part.prepare(next));
                } catch (ReloadException refused) {
                    problems.addAll(refused.problems());
                }
            }
        } catch (RuntimeException | Error broken) {
            ready.forEach(Prepared::discard);
            throw broken;
        }
        if (!problems.isEmpty()) {
            ready.forEach(Prepared::discard);
            throw new ReloadException(problems);
        }
        return new All(ready);
    }

    private record All(List<Prepared> ready) implements Prepared {
        @Override
        public void run() {
            ready.forEach(Prepared::run);
        }

        @Override
        public void discard() {
            ready.forEach(Prepared::discard);
        }
    }
}
