package dev.clawgateway.core.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.node.Gpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The selector language of claw protocol section 3.7. */
class GpuSelectorTest {
    private static final Gpu L40S = new Gpu(2, "NVIDIA L40S", 46068, "GPU-5e1d77aa-0001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \t\n ",
                "device.memory_mib >= 46068",
                "device.memory_mib > 46067",
                "device.memory_mib <= 46068",
                "device.memory_mib < 46069",
                "device.memory_mib == 46068",
                "device.memory_mib = 46068",
                "device.memory_mib != 46067",
                "memory_mib>=1",
                "index==2",
                "device . index == 2",
                "device.name == 'NVIDIA L40S'",
                "device.name != 'L40S'",
                "device.name.contains('L40')",
                "device.name.contains(\"L40\")",
                "name.contains('')",
                "device.name.startsWith('NVIDIA')",
                "device.name.endsWith('L40S')",
                "device.uuid == 'GPU-5e1d77aa-0001'",
                "uuid.startsWith('GPU-')",
                "device.name.contains('L40') && device.memory_mib >= 40000 && index < 4",
                "index == 9 || index == 2",
                "!index == 9",
                "!(index == 9)",
                "! ( index == 9 || index == 8 )",
                "((((index == 2))))",
                "device.name != 'a && b || c (d'",
                "device.name != \"it's\"",
                "\r\nindex\n==\t2\n",
                "memory_mib < 9223372036854775807",
                "memory_mib < 9223372036854775808",
                "memory_mib < 18446744073709551615",
                "memory_mib != 18446744073709551615",
                "index == 0002"
            })
    void holds(String selector) {
        assertThat(GpuSelector.parse(selector).matches(L40S)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device.memory_mib >= 46069",
                "device.memory_mib > 46068",
                "device.memory_mib <= 46067",
                "device.memory_mib < 46068",
                "device.memory_mib == 46067",
                "device.memory_mib = 46067",
                "device.memory_mib != 46068",
                "index != 2",
                "device.name == 'nvidia l40s'",
                "device.name.contains('l40')",
                "device.name.startsWith('L40')",
                "device.name.endsWith('NVIDIA')",
                "device.uuid != 'GPU-5e1d77aa-0001'",
                "!device.name.contains('L40')",
                "index == 2 && index == 3",
                "index == 8 || index == 9",
                "!(index == 2 || index == 9)",
                "name.contains('L40S && ')"
            })
    void doesNotHold(String selector) {
        assertThat(GpuSelector.parse(selector).matches(L40S)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // && binds tighter than ||, and ! only what follows it at once.
        "true, index == 2 || index == 2 && index == 9",
        "true, index == 9 && index == 9 || index == 2",
        "false, (index == 2 || index == 2) && index == 9",
        "false, index == 9 && (index == 9 || index == 2)",
        "true, !index == 9 || index == 9",
        "true, !index == 9 && index == 2",
        "false, !(index == 9 || index == 2)",
        "false, !index == 2 && index == 2"
    })
    void precedence(boolean expected, String selector) {
        assertThat(GpuSelector.parse(selector).matches(L40S)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "index >= ~ expected an integer at character 9",
                "index ~ expected >=, <=, >, <, == or != at character 6",
                "index == -1 ~ expected an integer at character 10",
                "index == 'a' ~ expected an integer at character 10",
                "index == 1.5 ~ expected &&, || or the end at character 11",
                "index === 1 ~ expected an integer at character 9",
                "index == 1 & index == 2 ~ expected &&, || or the end at character 12",
                "index == 1 index == 2 ~ expected &&, || or the end at character 12",
                "&& index == 1 ~ expected a name at character 1",
                "index == 1 && ~ expected a name at character 14",
                "index == 1 || ~ expected a name at character 14",
                "!!index == 1 ~ expected a name at character 2",
                "() ~ expected a name at character 2",
                "(index == 1 ~ expected ')' at character 12",
                "index == 1) ~ expected &&, || or the end at character 11",
                "cores > 1 ~ expected device.memory_mib, device.index, device.name or device.uuid at character 1",
                "device.cores > 1 ~ expected device.memory_mib, device.index, device.name or device.uuid at character 8",
                "device > 1 ~ expected device.memory_mib, device.index, device.name or device.uuid at character 1",
                "Device.index > 1 ~ expected device.memory_mib, device.index, device.name or device.uuid at character 1",
                "device.device.index > 1 ~ expected device.memory_mib, device.index, device.name or device.uuid at character 8",
                "name > 'a' ~ expected ==, !=, .contains, .startsWith or .endsWith at character 6",
                "name = 'a' ~ expected ==, !=, .contains, .startsWith or .endsWith at character 6",
                "name == a ~ expected a quoted string at character 9",
                "name == 'a ~ string at character 9 is never closed",
                "name == `a` ~ expected a quoted string at character 9",
                "name.matches('a') ~ expected contains, startsWith or endsWith at character 6",
                "name.contains ~ expected '(' at character 14",
                "name.contains(a) ~ expected a quoted string at character 15",
                "name.contains('a' ~ expected ')' at character 18",
                "name.contains() ~ expected a quoted string at character 15",
                "index.contains('1') ~ expected >=, <=, >, <, == or != at character 6",
                "index == 18446744073709551616 ~ number too large at character 10",
                "1 == index ~ expected device.memory_mib, device.index, device.name or device.uuid at character 1",
                "índex == 1 ~ expected a name at character 1",
                "true ~ expected device.memory_mib, device.index, device.name or device.uuid at character 1",
            })
    void textThatDoesNotParseIsNeverTrueButAnError(String selector, String message) {
        assertThatThrownBy(() -> GpuSelector.parse(selector))
                .isInstanceOf(GpuSelectorException.class)
                .hasMessage(message);
    }

    @Test
    void groupsAreLimitedInDepthButNotInNumber() {
        String deepest = "(".repeat(64) + "index == 2" + ")".repeat(64);
        String wide = "(index == 2)" + " && (index == 2)".repeat(200);

        assertThat(GpuSelector.parse(deepest).matches(L40S)).isTrue();
        assertThat(GpuSelector.parse(wide).matches(L40S)).isTrue();
        assertThatThrownBy(() -> GpuSelector.parse("(" + deepest + ")"))
                .isInstanceOf(GpuSelectorException.class)
                .hasMessage("selector nests more than 64 groups");
        assertThatThrownBy(() -> GpuSelector.parse("!(".repeat(2000)))
                .isInstanceOf(GpuSelectorException.class);
    }

    @Test
    void lengthIsLimited() {
        String longest = "name != '" + "x".repeat(4096 - 10) + "'";

        assertThat(GpuSelector.parse(longest).matches(L40S)).isTrue();
        assertThatThrownBy(() -> GpuSelector.parse(longest + " "))
                .isInstanceOf(GpuSelectorException.class)
                .hasMessage("selector has 4097 characters, at most 4096");
    }

    @Test
    void blankIsTheSelectorOfEverything() {
        assertThat(GpuSelector.parse(" ")).isSameAs(GpuSelector.ANY);
        assertThat(GpuSelector.ANY.text()).isEmpty();
    }

    @Test
    void textIsKeptAndIsTheIdentity() {
        GpuSelector selector = GpuSelector.parse(" index==2 ");

        assertThat(selector.text()).isEqualTo(" index==2 ");
        assertThat(selector)
                .isEqualTo(GpuSelector.parse(" index==2 "))
                .hasSameHashCodeAs(GpuSelector.parse(" index==2 "))
                .isNotEqualTo(GpuSelector.parse("index == 2"))
                .hasToString(" index==2 ");
    }
}
