package dev.clawgateway.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.Gpu;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random selectors against a meaning computed beside them, and random text. */
@Timeout(180)
class GpuSelectorFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final List<String> NAMES = List.of("NVIDIA A100", "NVIDIA H100", "T4", "");

    /** An expression as text, and what it means. */
    private record Sample(String text, Predicate<Gpu> meaning) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void randomExpressionsMeanWhatTheirTreeMeans(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Sample sample = or(random, 3);
            Gpu gpu = gpu(random);

            assertThat(GpuSelector.parse(sample.text()).matches(gpu))
                    .as("seed %s: %s on %s", seed, sample.text(), gpu)
                    .isEqualTo(sample.meaning().test(gpu));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void simpleExpressionsMeanWhatTheyMeanUpstream(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String text =
                    IntStream.range(0, random.nextInt(1, 4))
                            .mapToObj(_ -> simplePart(random))
                            .collect(Collectors.joining(" && "));
            Gpu gpu = gpu(random);

            assertThat(GpuSelector.parse(text).matches(gpu))
                    .as("seed %s: %s on %s", seed, text, gpu)
                    .isEqualTo(upstream(text, gpu));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void anyTextIsParsedOrRefused(long seed) {
        Random random = new Random(seed);
        String alphabet = "()!&|=<>.'\" 019abdeghilnmopsuvxy_\u00e9\ud83d";
        for (int i = 0; i < ROUNDS; i++) {
            String text =
                    random.nextBoolean()
                            ? noise(random, alphabet)
                            : damaged(or(random, 3).text(), random, alphabet);
            try {
                GpuSelector.parse(text).matches(gpu(random));
            } catch (GpuSelectorException e) {
                assertThat(e.getMessage()).as("seed %s: %s", seed, text).isNotBlank();
            }
        }
    }

    /** The longest text of each piece, and one that is longer by far; neither takes long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "!",
                "!(",
                ")",
                "'",
                "&&",
                "||",
                " ",
                "\t",
                "0",
                "device.",
                "index == 1 && ",
                "index == 1 || ",
                "(index == 1 || ",
                "name.contains('",
                "\u0661",
                "\ud83d\ude80",
                "\u2028"
            })
    void endlessTextIsParsedOrRefused(String piece) {
        for (int length : new int[] {64, 4096, 4097, 3_000_000}) {
            String text = piece.repeat(length / piece.length() + 1).substring(0, length);
            try {
                GpuSelector.parse(text).matches(gpu(new Random(1)));
                assertThat(length <= 4096 || text.isBlank()).as("accepted %s", length).isTrue();
            } catch (GpuSelectorException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "00000000000001",
                "999999999999999999999999999999999999999999",
                "\u0661\u0662",
                "1e3",
                "0x10",
                "-1"
            })
    void numbersAreReadAsTheyStandOrRefused(String number) {
        Gpu gpu = new Gpu(1, "A100", 80_000, "GPU-1");
        try {
            boolean matches = GpuSelector.parse("index < " + number).matches(gpu);

            assertThat(matches).isEqualTo(new BigInteger(number).compareTo(BigInteger.ONE) > 0);
        } catch (GpuSelectorException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void longSelectorIsLookedAtOncePerDevice() {
        String text = "index != 7 && ".repeat(290) + "index != 7";
        GpuSelector selector = GpuSelector.parse(text);

        GpuSelector.Expression tree = new GpuSelectorParser(text).parse();

        assertThat(((GpuSelector.Expression.And) tree).parts()).hasSize(291);
        assertThat(selector.matches(new Gpu(1, "A100", 80_000, "GPU-1"))).isTrue();
    }

    private static Sample or(Random random, int depth) {
        return joined(random, " || ", () -> and(random, depth), false);
    }

    private static Sample and(Random random, int depth) {
        return joined(random, "&&", () -> unary(random, depth), true);
    }

    private interface Source {
        Sample next();
    }

    private static Sample joined(Random random, String operator, Source source, boolean all) {
        List<Sample> parts =
                IntStream.range(0, random.nextInt(1, 4)).mapToObj(_ -> source.next()).toList();
        return new Sample(
                parts.stream().map(Sample::text).collect(Collectors.joining(operator)),
                all
                        ? gpu -> parts.stream().allMatch(part -> part.meaning().test(gpu))
                        : gpu -> parts.stream().anyMatch(part -> part.meaning().test(gpu)));
    }

    private static Sample unary(Random random, int depth) {
        boolean not = random.nextInt(4) == 0;
        Sample inner = depth > 0 && random.nextInt(3) == 0 ? or(random, depth - 1) : null;
        Sample primary =
                inner != null
                        ? new Sample("( " + inner.text() + ")", inner.meaning())
                        : test(random);
        return not ? new Sample("! " + primary.text(), primary.meaning().negate()) : primary;
    }

    private static Sample test(Random random) {
        String device = random.nextBoolean() ? "device." : "";
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String quoted = random.nextBoolean() ? "'" + name + "'" : "\"" + name + "\"";
        long number = random.nextInt(4);
        return switch (random.nextInt(10)) {
            case 0 -> new Sample(device + "index == " + number, gpu -> gpu.index() == number);
            case 1 -> new Sample(device + "index!=" + number, gpu -> gpu.index() != number);
            case 2 -> new Sample(device + "index<" + number, gpu -> gpu.index() < number);
            case 3 -> new Sample(device + "memory_mib>=" + number, g -> g.memoryMib() >= number);
            case 4 -> new Sample(device + "memory_mib <= " + number, g -> g.memoryMib() <= number);
            case 5 -> new Sample(device + "memory_mib > " + number, g -> g.memoryMib() > number);
            case 6 -> new Sample(device + "name == " + quoted, g -> g.model().equals(name));
            case 7 -> new Sample(device + "name != " + quoted, g -> !g.model().equals(name));
            case 8 ->
                    new Sample(
                            device + "name.contains(" + quoted + ")",
                            g -> g.model().contains(name));
            default ->
                    new Sample(
                            device + "uuid.startsWith( " + quoted + " )",
                            g -> g.uuid().startsWith(name));
        };
    }

    private static String simplePart(Random random) {
        String operator = List.of(">=", "<=", ">", "<", "==", "=").get(random.nextInt(6));
        return switch (random.nextInt(3)) {
            case 0 -> "device.memory_mib " + operator + " " + random.nextInt(4);
            case 1 -> "device.index " + operator + random.nextInt(4);
            default -> "device.name.contains('" + NAMES.get(random.nextInt(NAMES.size())) + "')";
        };
    }

    /** The substring evaluation of section 3.7, as the table there says it. */
    private static boolean upstream(String selector, Gpu gpu) {
        for (String part : selector.split("&&", -1)) {
            boolean holds;
            if (part.contains("memory_mib")) {
                holds = upstreamCompare(part.strip(), gpu.memoryMib());
            } else if (part.contains("name.contains")) {
                int open = part.indexOf('\'');
                holds =
                        gpu.model()
                                .contains(part.substring(open + 1, part.indexOf('\'', open + 1)));
            } else {
                holds = upstreamCompare(part.strip(), gpu.index());
            }
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean upstreamCompare(String part, long value) {
        long operand = Long.parseLong(part.replaceAll("^.*?(\\d+)$", "$1"));
        if (part.contains(">=")) {
            return value >= operand;
        } else if (part.contains("<=")) {
            return value <= operand;
        } else if (part.contains(">")) {
            return value > operand;
        } else if (part.contains("<")) {
            return value < operand;
        }
        return value == operand;
    }

    private static Gpu gpu(Random random) {
        return new Gpu(
                random.nextInt(4),
                NAMES.get(random.nextInt(NAMES.size())),
                random.nextInt(4),
                NAMES.get(random.nextInt(NAMES.size())));
    }

    private static String noise(Random random, String alphabet) {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(_ -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                .collect(Collectors.joining());
    }

    private static String damaged(String text, Random random, String alphabet) {
        int at = random.nextInt(text.length());
        return text.substring(0, at)
                + alphabet.charAt(random.nextInt(alphabet.length()))
                + text.substring(at + random.nextInt(2));
    }
}
