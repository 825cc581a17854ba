package dev.clawgateway.cli.virtualcluster;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.CpuConverter;
import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Quotas as people write and read them: {@code gpus=16,cpus=256,memory=2TiB}. */
final class QuotaText {
    private static final String FORM = "write gpus=16,cpus=256,memory=2TiB, or none";

    private QuotaText() {}

    /**
     * Reads a quota; a resource it does not name is what {@code absent} says.
     *
     * @param option where it was written, for the message
     */
    static Quota parse(String option, String text, Quota absent) {
        if (text.strip().equals("none")) {
            return absent;
        }
        long gpus = absent.gpuMillis();
        long cpus = absent.cpuMillis();
        long memory = absent.memoryMib();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            switch (pair[0]) {
                case "gpus" -> gpus = amount(option, pair[0], value);
                case "cpus" -> cpus = amount(option, pair[0], value);
                case "memory" -> memory = amount(option, pair[0], value);
                default ->
                        throw CommandException.usage(
                                option + ": '" + part.strip() + "' is no resource; " + FORM);
            }
        }
        return new Quota(gpus, cpus, memory);
    }

    private static long amount(String option, String resource, String value) {
        try {
            return resource.equals("memory")
                    ? new MebibytesConverter().convert(value)
                    : new CpuConverter().convert(value);
        } catch (TypeConversionException e) {
            throw CommandException.usage(
                    option + ": '" + value + "' is no amount of " + resource + "; " + FORM);
        }
    }

    /** Only what differs from {@code silent}; a dash when all is as there. */
    static String text(Quota quota, Quota silent) {
        List<String> parts = new ArrayList<>();
        if (quota.gpuMillis() != silent.gpuMillis()) {
            parts.add("gpus=" + thousandths(quota.gpuMillis()));
        }
        if (quota.cpuMillis() != silent.cpuMillis()) {
            parts.add("cpus=" + thousandths(quota.cpuMillis()));
        }
        if (quota.memoryMib() != silent.memoryMib()) {
            parts.add("memory=" + Display.mebibytes(quota.memoryMib()).replace(" ", ""));
        }
        return parts.isEmpty() ? Display.NOTHING : String.join(",", parts);
    }

    private static String thousandths(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
