package dev.clawgateway.protocol.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
    @ParameterizedTest
    @CsvSource({
        "operator.read, operator.read, true",
        "operator.write, operator.read, true",
        "operator.read, operator.write, false",
        "operator.admin, operator.read, true",
        "operator.admin, operator.pairing, true",
        "operator.admin, operator.questions, true",
        "operator.admin, node, false",
        "operator.write, operator.pairing, false",
        "operator.pairing, operator.read, false",
        "operator.approvals, operator.admin, false",
    })
    void widerScopesContainNarrower(String granted, String wanted, boolean contained) {
        assertThat(Scopes.contain(List.of(granted), wanted)).isEqualTo(contained);
        assertThat(Scopes.containAll(List.of(granted), List.of(wanted, granted)))
                .isEqualTo(contained);
    }
}
