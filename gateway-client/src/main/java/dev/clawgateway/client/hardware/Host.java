package dev.clawgateway.client.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processors and memory of this machine.
 *
 * @param cpuMillis thousandths of a core this process may use
 * @param memoryMib 0 when it cannot be read
 */
public record Host(long cpuMillis, long memoryMib) {
    private static final Pattern MEM_TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,18}) kB$");

    /** This machine as it is now. */
    public static Host detect() {
        return new Host(
                Runtime.getRuntime().availableProcessors() * 1000L,
                memoryMib(Path.of("/proc/meminfo")));
    }

    static long memoryMib(Path meminfo) {
        try {
            Matcher total = MEM_TOTAL.matcher(Files.readString(meminfo));
            return total.find() ? Long.parseLong(total.group(1)) / 1024 : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
