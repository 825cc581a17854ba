package dev.clawgateway.cli.blows.flood;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modes of {@code slowhttptest}. */
public final class Slowloris {
    /** What installs the program on Debian is called the same. */
    public static final String PROGRAM = "slowhttptest";

    private static final Pattern FIGURE =
            Pattern.compile("(closed|connected|error|pending):\\s+(\\d+)");

    private Slowloris() {}

    public static List<Flood> floods() {
        return List.of(
                mode("slow headers", "-H"),
                mode("slow body", "-B"),
                mode("slow reading", "-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32"),
                mode("overlapping ranges", "-R"));
    }

    private static Flood mode(String name, String... options) {
        return new Flood(
                name,
                (target, size, tally) -> {
                    List<String> command = new ArrayList<>(List.of(PROGRAM));
                    Collections.addAll(command, options);
                    command.addAll(
                            List.of(
                                    "-c",
                                    Integer.toString(size.many() * 4 / 5),
                                    "-r",
                                    Integer.toString(Math.max(50, size.many() / 10)),
                                    "-i",
                                    "5",
                                    "-l",
                                    Integer.toString(size.seconds() * 2),
                                    "-u",
                                    "http://127.0.0.1:" + target.plain() + "/health"));
                    count(run(command), tally);
                });
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** The last of each figure is that of the end. */
    private static void count(String said, Tally tally) {
        Matcher figures = FIGURE.matcher(said.replaceAll("\u001b\\[[0-9;]*m", ""));
        Map<String, Long> last = new TreeMap<>();
        while (figures.find()) {
            last.put(figures.group(1), Long.parseLong(figures.group(2)));
        }
        last.forEach(tally::count);
    }
}
