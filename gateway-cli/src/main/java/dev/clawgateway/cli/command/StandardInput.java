package dev.clawgateway.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What is handed over by standard input, so that nobody else on the machine sees it. */
public final class StandardInput {
    private static final int MAX_LINE = 16 * 1024;

    private StandardInput() {}

    /**
     * The first line, without blanks around it; empty where there is none.
     *
     * @param option for the message to whoever hands over what no token is
     */
    public static String line(String option) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            if (line != null && line.length() > MAX_LINE) {
                throw CommandException.usage(option + ": that is too long for a token");
            }
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw CommandException.failure(
                    option + ": cannot read standard input: " + e.getMessage());
        }
    }
}
