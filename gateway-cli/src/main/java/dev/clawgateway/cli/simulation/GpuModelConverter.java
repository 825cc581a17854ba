package dev.clawgateway.cli.simulation;

import dev.clawgateway.cli.command.MebibytesConverter;
import dev.clawgateway.client.simulation.GpuModel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A model of a simulated fleet: {@code NVIDIA L40S:46068:2} or {@code NVIDIA L40S:48GiB:2}. */
final class GpuModelConverter implements ITypeConverter<GpuModel> {
    private static final Pattern MODEL = Pattern.compile("(.+):([^:]+):(\\d{1,6})");

    @Override
    public GpuModel convert(String value) {
        Matcher parts = MODEL.matcher(value);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is not MODEL:MEMORY:WEIGHT, such as 'NVIDIA L40S:48GiB:2'");
        }
        return new GpuModel(
                parts.group(1),
                new MebibytesConverter().convert(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }
}
