package dev.clawgateway.server.access.provider;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.config.OidcConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the holder of a token may do, by the values of its members. Values count whole, never parts
 * of them, and what is not there or not known gives nothing: there is no role for everybody.
 */
final class RoleClaims {
    /** Among virtual clusters, all of them. */
    private static final String ALL = "*";

    private final String roleClaim;
    private final Map<String, Role> roles;
    private final @Nullable String clustersClaim;

    RoleClaims(OidcConfig config) {
        roleClaim = config.roleClaim();
        roles = config.roles();
        clustersClaim = config.clustersClaim();
    }

    /** Null for those who may do nothing here. */
    @Nullable Rights rights(JsonNode claims) {
        Role highest = null;
        for (String value : values(find(claims, roleClaim))) {
            Role role = roles.get(value);
            if (role != null && (highest == null || role.includes(highest))) {
                highest = role;
            }
        }
        return highest == null ? null : new Rights(highest, clusters(claims), false);
    }

    private @Nullable List<String> clusters(JsonNode claims) {
        if (clustersClaim == null) {
            return null;
        }
        List<String> clusters = values(find(claims, clustersClaim));
        return clusters.contains(ALL) ? null : clusters;
    }

    /** The member of that very name, else the one that is nested as the dots say. */
    private static JsonNode find(JsonNode claims, String name) {
        JsonNode found = claims.path(name);
        if (found.isMissingNode()) {
            found = claims;
            for (String step : name.split("\\.", -1)) {
                found = found.path(step);
            }
        }
        return found;
    }

    /** Of a text that one, of a list those that are texts, of anything else none. */
    static List<String> values(JsonNode claim) {
        List<String> values = new ArrayList<>();
        if (claim.isString()) {
            values.add(claim.stringValue());
        } else if (claim.isArray()) {
            for (JsonNode each : claim) {
                if (each.isString()) {
                    values.add(each.stringValue());
                }
            }
        }
        return values;
    }
}
