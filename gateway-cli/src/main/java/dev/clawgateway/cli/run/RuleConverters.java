package dev.clawgateway.cli.run;

import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.LabelRule.Operator;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.Toleration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the short forms of rules; a spec file can say more. */
final class RuleConverters {
    private RuleConverters() {}

    /** {@code zone=a,b}, {@code zone!=c}, {@code nvme}, {@code !spot}. */
    static final class ForLabels implements ITypeConverter<LabelRule> {
        private static final Pattern RULE = Pattern.compile("(!?)([^=!,@\\s]+)(?:(!?)=(.+))?");

        @Override
        public LabelRule convert(String text) {
            Matcher rule = RULE.matcher(text.strip());
            boolean negated = rule.matches() && !rule.group(1).isEmpty();
            if (!rule.matches() || (negated && rule.group(4) != null)) {
                throw new TypeConversionException(
                        "'" + text + "' is no rule; write zone=a,b or zone!=c or nvme or '!spot'");
            } else if (rule.group(4) == null) {
                Operator operator = negated ? Operator.NOT_EXISTS : Operator.EXISTS;
                return new LabelRule(rule.group(2), operator, List.of());
            }
            Operator operator = rule.group(3).isEmpty() ? Operator.IN : Operator.NOT_IN;
            List<String> values =
                    Stream.of(rule.group(4).split(",", -1)).map(String::strip).toList();
            return new LabelRule(rule.group(2), operator, values);
        }
    }

    /** {@code driver-550-ready} or {@code healthy=false}. */
    static final class ForConditions implements ITypeConverter<ConditionRequirement> {
        @Override
        public ConditionRequirement convert(String text) {
            String[] pair = text.split("=", 2);
            String status = pair.length == 1 ? "true" : pair[1];
            try {
                return new ConditionRequirement(
                        pair[0], ConditionStatus.valueOf(status.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw new TypeConversionException(
                        "'" + status + "' is no status; write true, false or unknown");
            }
        }
    }

    /** {@code dedicated} or {@code dedicated=training}. */
    static final class ForTaints implements ITypeConverter<Toleration> {
        @Override
        public Toleration convert(String text) {
            String[] pair = text.split("=", 2);
            return new Toleration(pair[0], pair.length == 1 ? null : pair[1]);
        }
    }

    /** {@code app=cache} on the same node, or {@code app=cache@topology/rack}. */
    static final class ForNeighbours implements ITypeConverter<NeighbourRule> {
        @Override
        public NeighbourRule convert(String text) {
            int at = text.lastIndexOf('@');
            String workloads = at < 0 ? text : text.substring(0, at);
            String place = at < 0 ? NeighbourRule.NODE : text.substring(at + 1);
            return new NeighbourRule(List.of(new ForLabels().convert(workloads)), place);
        }
    }

    /** {@code app=vit@topology/rack}, or with a skew {@code app=vit@topology/rack:2}. */
    static final class ForSpread implements ITypeConverter<SpreadRule> {
        private static final Pattern RULE = Pattern.compile("(.+)@(.+?)(?::(\\d{1,6}))?");

        @Override
        public SpreadRule convert(String text) {
            Matcher rule = RULE.matcher(text.strip());
            int skew =
                    rule.matches() && rule.group(3) != null ? Integer.parseInt(rule.group(3)) : 1;
            if (!rule.matches() || skew < 1) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' is no rule; write app=vit@topology/rack, or with a skew of at"
                                + " least 1 app=vit@topology/rack:2");
            }
            LabelRule workloads = new ForLabels().convert(rule.group(1));
            return new SpreadRule(List.of(workloads), rule.group(2), skew);
        }
    }
}
