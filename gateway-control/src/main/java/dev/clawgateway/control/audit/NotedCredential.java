package dev.clawgateway.control.audit;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.credential.CredentialRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a credential.
 *
 * @param record null for one that was issued elsewhere
 */
record NotedCredential(@Nullable CredentialRecord record, boolean revoked) {
    /** In words, by name. By which key its agent is known is nobody's business. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (record != null) {
            Credential credential = record.credential();
            facts.put("subject", credential.holder().subject());
            switch (credential.holder()) {
                case Holder.Operator(_, Rights rights) -> put(facts, rights);
                case Holder.Node node -> put(facts, node.labels());
                case Holder.Join join -> {
                    facts.put("uses", join.uses());
                    put(facts, join.labels());
                }
            }
            facts.put("expires", credential.expires());
        }
        if (revoked) {
            facts.put("revoked", "yes");
        }
        return facts;
    }

    private static void put(Map<String, Object> facts, Rights rights) {
        facts.put("role", rights.role());
        if (rights.virtualClusters() != null) {
            // Written even where it is none: such a one sees nothing.
            facts.put("virtual_clusters", rights.virtualClusters());
        }
        if (rights.ownOnly()) {
            facts.put("own_only", "yes");
        }
    }

    private static void put(Map<String, Object> facts, Map<String, String> labels) {
        labels.forEach((key, value) -> facts.put("label " + key, value));
    }
}
