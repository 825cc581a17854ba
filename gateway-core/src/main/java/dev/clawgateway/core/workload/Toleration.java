package dev.clawgateway.core.workload;

import dev.clawgateway.core.node.Taint;
import org.jspecify.annotations.Nullable;

/**
 * Accepts taints of a key.
 *
 * @param value the only value accepted; null accepts any
 */
public record Toleration(String key, @Nullable String value) {
    public boolean covers(Taint taint) {
        return key.equals(taint.key()) && (value == null || value.equals(taint.value()));
    }
}
