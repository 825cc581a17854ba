package dev.clawgateway.cli.run;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of a GPU in thousandths: {@code 0.25}, {@code 1}. */
final class ShareConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        try {
            int milli = new BigDecimal(value.strip()).movePointRight(3).intValueExact();
            if (milli >= 1 && milli <= 1000) {
                return milli;
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // Both end in the same advice.
        }
        throw new TypeConversionException(
                "'" + value + "' is no part of a GPU; write 0.001 to 1, such as 0.25");
    }
}
