package dev.clawgateway.client.system;

import java.util.List;
import java.util.Map;

/**
 * A process as the system shows it.
 *
 * @param environment it was started with
 * @param arguments the program's name included
 */
public record LivingProcess(
        long id, ProcessGroup group, Map<String, String> environment, List<String> arguments) {}
