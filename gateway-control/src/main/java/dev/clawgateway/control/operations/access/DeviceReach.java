package dev.clawgateway.control.operations.access;

import dev.clawgateway.core.device.DeviceLimits;
import dev.clawgateway.core.device.DeviceScopes;
import dev.clawgateway.core.device.PairingWish;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which devices somebody may decide on, and what he may give them: nobody gives more than he has.
 *
 * @param scopes that he has
 * @param self his own device; null where he comes by none
 * @param selfOnly whether he decides on that one alone
 */
public record DeviceReach(List<String> scopes, @Nullable String self, boolean selfOnly) {
    /** Of whoever the door lets by without a device. */
    public static final DeviceReach ALL = new DeviceReach(List.of(DeviceScopes.ADMIN), null, false);

    /** What runs on a node as whoever the agent is, or reads its disk. */
    private static final Set<String> DANGEROUS =
            Set.of("system.run", "system.which", "browser.proxy", "fs.listDir");

    public DeviceReach {
        scopes = List.copyOf(scopes);
    }

    /** How a request is looked at: nodes are approved more easily as nodes. */
    public enum Look {
        DEVICE,
        NODE
    }

    /** Why he may not decide on that device; null where he may. */
    @Nullable String problem(String device) {
        return selfOnly && !device.equals(self)
                ? "a session by a device's token decides on its own device alone"
                : null;
    }

    /** Why he may not approve that; null where he may. */
    @Nullable String problem(PairingWish wish, Look look) {
        String problem = problem(wish.device());
        if (problem != null) {
            return problem;
        }
        List<String> needed = needed(wish, look);
        return DeviceScopes.contain(scopes, needed)
                ? null
                : "missing scope: "
                        + needed.stream()
                                .filter(scope -> !DeviceScopes.contains(scopes, scope))
                                .findFirst()
                                .orElseThrow();
    }

    private static List<String> needed(PairingWish wish, Look look) {
        if (wish.role().equals(DeviceLimits.OPERATOR)) {
            return wish.scopes();
        }
        boolean easy = look == Look.NODE && wish.commands().stream().noneMatch(DANGEROUS::contains);
        return List.of(easy ? DeviceScopes.WRITE : DeviceScopes.ADMIN);
    }

    /** Why he may not give a token of those scopes; null where he may. */
    @Nullable String tokenProblem(String device, String role, List<String> wanted) {
        String problem = problem(device);
        return problem != null
                        || !role.equals(DeviceLimits.OPERATOR)
                        || DeviceScopes.contain(scopes, wanted)
                ? problem
                : "a token allows no more than whoever makes it may do";
    }
}
