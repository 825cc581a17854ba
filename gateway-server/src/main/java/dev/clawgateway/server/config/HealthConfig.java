package dev.clawgateway.server.config;

/**
 * {@code [health]}.
 *
 * @param readyRequiresNodes whether {@code /ready} is refused while no node is connected
 */
public record HealthConfig(boolean readyRequiresNodes) {
    static HealthConfig read(Section section) {
        return new HealthConfig(section.flag("ready_requires_nodes", true));
    }
}
