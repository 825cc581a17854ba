package dev.clawgateway.cli.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * GPUs that will do as well: {@code 2:A100}.
 *
 * @param model part of the model's name
 */
record Fallback(int count, String model) {
    /** Reads one. */
    static final class Converter implements ITypeConverter<Fallback> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,4}):(.+)");

        @Override
        public Fallback convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
                throw new TypeConversionException(
                        "'" + text + "' is no fallback; write how many and which, such as 2:A100");
            }
            return new Fallback(Integer.parseInt(form.group(1)), form.group(2));
        }
    }
}
