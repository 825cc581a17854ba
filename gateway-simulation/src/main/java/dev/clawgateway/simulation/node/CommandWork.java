package dev.clawgateway.simulation.node;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a command does: {@code work SECONDS exit=CODE}, with {@code stubborn} if it does not listen
 * to a SIGTERM, and {@code lines=N} if it prints. Of any other command it is drawn.
 */
record CommandWork(Duration takes, int exitCode, boolean stubborn, int lines) {
    static CommandWork of(List<String> command, RandomGenerator random) {
        int at = command.indexOf("work");
        return at < 0 || at + 1 >= command.size()
                ? drawn(random)
                : read(command.subList(at + 1, command.size()));
    }

    private static CommandWork drawn(RandomGenerator random) {
        return new CommandWork(
                Duration.ofMillis(random.nextLong(1, 60_000)),
                random.nextInt(4) == 0 ? random.nextInt(1, 126) : 0,
                random.nextInt(8) == 0,
                random.nextInt(4));
    }

    private static CommandWork read(List<String> words) {
        int code = 0;
        int lines = 0;
        for (String word : words) {
            if (word.startsWith("exit=")) {
                code = Integer.parseInt(word.substring("exit=".length()));
            } else if (word.startsWith("lines=")) {
                lines = Integer.parseInt(word.substring("lines=".length()));
            }
        }
        Duration takes = Duration.ofMillis(Math.round(1000 * Double.parseDouble(words.getFirst())));
        return new CommandWork(takes, code, words.contains("stubborn"), lines);
    }
}
