package dev.clawgateway.core.placement;

import dev.clawgateway.core.Spelling;
import dev.clawgateway.core.workload.QueueTerms;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether a workload may name a virtual cluster: a misspelt one would escape every quota. */
public final class VirtualClusterNames {
    private static final String ALWAYS = QueueTerms.DEFAULT.virtualCluster();

    private VirtualClusterNames() {}

    /** Why a new workload may not name it; empty when it is declared, or the default. */
    public static Optional<String> refusal(String name, Collection<String> declared) {
        if (name.equals(ALWAYS) || declared.contains(name)) {
            return Optional.empty();
        }
        String meant =
                Spelling.closest(name, declared)
                        .or(() -> Spelling.closest(name, List.of(ALWAYS)))
                        .map(known -> "did you mean '" + known + "'? Or ")
                        .orElse("");
        return Optional.of(
                "no virtual cluster '%s'; %sdeclare it with: claw-gateway virtual-cluster set %s"
                        .formatted(name, meant, name));
    }
}
