package dev.clawgateway.core.workload;

import dev.clawgateway.core.node.Gpu;
import java.util.List;

/**
 * A parsed GPU selector such as {@code device.memory_mib >= 40000 && device.name.contains('A100')}:
 * the language of claw protocol section 3.7. Immutable; equal texts are equal selectors.
 */
public final class GpuSelector {
    /** The empty selector: every GPU matches. */
    public static final GpuSelector ANY = new GpuSelector("", new Expression.And(List.of()));

    private final String text;
    private final Expression expression;

    private GpuSelector(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Parses a selector; blank text is {@link #ANY}. Throws {@link GpuSelectorException} naming
     * position and cause.
     */
    public static GpuSelector parse(String text) {
        return text.isBlank() ? ANY : new GpuSelector(text, new GpuSelectorParser(text).parse());
    }

    public boolean matches(Gpu gpu) {
        return expression.test(gpu);
    }

    /** The text it was parsed from. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GpuSelector that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The syntax tree. */
    sealed interface Expression {
        boolean test(Gpu gpu);

        record And(List<Expression> parts) implements Expression {
            @Override
            public boolean test(Gpu gpu) {
                return parts.stream().allMatch(part -> part.test(gpu));
            }
        }

        record Or(List<Expression> parts) implements Expression {
            @Override
            public boolean test(Gpu gpu) {
                return parts.stream().anyMatch(part -> part.test(gpu));
            }
        }

        record Not(Expression part) implements Expression {
            @Override
            public boolean test(Gpu gpu) {
                return !part.test(gpu);
            }
        }

        /** The operand is an unsigned number of 64 bits. */
        record NumberTest(NumberVariable variable, Comparison comparison, long operand)
                implements Expression {
            @Override
            public boolean test(Gpu gpu) {
                return comparison.test(Long.compareUnsigned(variable.of(gpu), operand));
            }
        }

        record TextTest(TextVariable variable, TextFunction function, String operand)
                implements Expression {
            @Override
            public boolean test(Gpu gpu) {
                return function.test(variable.of(gpu), operand);
            }
        }
    }

    enum NumberVariable {
        MEMORY_MIB,
        INDEX;

        long of(Gpu gpu) {
            return this == MEMORY_MIB ? gpu.memoryMib() : gpu.index();
        }
    }

    enum TextVariable {
        NAME,
        UUID;

        String of(Gpu gpu) {
            return this == NAME ? gpu.model() : gpu.uuid();
        }
    }

    enum Comparison {
        AT_LEAST,
        AT_MOST,
        ABOVE,
        BELOW,
        EQUAL,
        NOT_EQUAL;

        boolean test(int sign) {
            return switch (this) {
                case AT_LEAST -> sign >= 0;
                case AT_MOST -> sign <= 0;
                case ABOVE -> sign > 0;
                case BELOW -> sign < 0;
                case EQUAL -> sign == 0;
                case NOT_EQUAL -> sign != 0;
            };
        }
    }

    enum TextFunction {
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH,
        EQUALS,
        NOT_EQUALS;

        boolean test(String value, String operand) {
            return switch (this) {
                case CONTAINS -> value.contains(operand);
                case STARTS_WITH -> value.startsWith(operand);
                case ENDS_WITH -> value.endsWith(operand);
                case EQUALS -> value.equals(operand);
                case NOT_EQUALS -> !value.equals(operand);
            };
        }
    }
}
